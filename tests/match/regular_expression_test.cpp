#include "match/regular_expression.hpp"

#include <profilestore/error.hpp>
#include <string>

#include "catch.hpp"
#include "store/caught.hpp"

namespace match_regular_expression_test {

using profilestore::InvalidFilter;
using profilestore::match::RegularExpression;

namespace {

bool found(const std::string& pattern, const std::string& options, const std::string& text) {
  return RegularExpression(pattern, options, "a").found_in(text);
}

int code_of(const std::string& pattern, const std::string& options, const std::string& text = "") {
  const auto refusal = caught<InvalidFilter>([&] { found(pattern, options, text); });
  if (!refusal) return 0;
  CHECK(refusal->path() == "a");
  CHECK(refusal->operator_name() == "$regex");
  return refusal->code();
}

}  // namespace

TEST_CASE("the options change what a pattern means", "[match][regex]") {
  CHECK(found("^b$", "m", "a\nb\nc"));
  CHECK_FALSE(found("^b$", "", "a\nb\nc"));
  CHECK(found("a.b", "s", "a\nb"));
  CHECK_FALSE(found("a.b", "", "a\nb"));
  CHECK(found("a b # all", "x", "ab"));
  CHECK_FALSE(found("a b # all", "", "ab"));
  CHECK(found("ab", "i", "AB"));
  CHECK_FALSE(found("ab", "", "AB"));
  CHECK(found("^a . b$", "imsxu", "x\nA\nB"));
  CHECK(found("ab", "ii", "AB"));
  CHECK(found("(?i)ab", "", "AB"));
}

TEST_CASE("text is UTF-8, classes are ASCII's", "[match][regex]") {
  CHECK(found("^.$", "", "é"));
  CHECK(found("É", "i", "é"));
  CHECK(found(R"(\p{Cyrillic})", "", "д"));
  CHECK_FALSE(found(R"(^\w$)", "", "é"));
  CHECK_FALSE(found(R"(\d)", "", "٣"));
  CHECK(found(R"((*UCP)^\w$)", "", "é"));
  CHECK(found("", "", ""));
  CHECK(found("a", "", std::string("\0a", 2)));
}

TEST_CASE("a wrong pattern and a wrong option are refused", "[match][regex][refusal]") {
  for (const char* pattern : {"(", "[a", "*", "a{2,1}", "(?<x", R"(\p{Foo})", R"(\C)"})
    CHECK(code_of(pattern, "") == 51091);
  for (const char* options : {"g", "I", "iz", " "}) CHECK(code_of("a", options) == 51108);
  CHECK(code_of(std::string("a\0b", 3), "") == 2);
  CHECK(code_of(std::string(32764, 'a'), "") == 0);
  CHECK(code_of(std::string(32765, 'a'), "") == 51091);
  const auto refusal = caught<InvalidFilter>([] { found("secret(", "", ""); });
  REQUIRE(refusal);
  CHECK(std::string(refusal->what()).find("secret") == std::string::npos);
}

TEST_CASE("a search that would not end is an error", "[match][regex][refusal]") {
  CHECK(code_of("^(a+)+$", "", std::string(40, 'a') + "b") == 51156);
  CHECK(code_of("(*LIMIT_MATCH=4000000000)^(a+)+$", "", std::string(40, 'a') + "b") == 51156);
  CHECK(code_of("(*NO_JIT)^(a+)+$", "", std::string(40, 'a') + "b") == 51156);
}

TEST_CASE("long texts are searched without recursion's bounds", "[match][regex]") {
  const std::string text = std::string(200'000, 'x') + "y";
  CHECK(found("(?:x|z)*y$", "", text));
  CHECK(found("^(x*)y", "", text));
}

}  // namespace match_regular_expression_test
