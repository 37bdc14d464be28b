// Values of a key that name nobody.
#include "merge/nobody.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "document/blank.hpp"

namespace merge_nobody_test {

using namespace profilestore;
using merge::Nobody;
using merge::nobody_of;

TEST_CASE("A value that says nothing names nobody", "[merge][nobody]") {
  CHECK(nobody_of(nullptr) == Nobody::missing);
  struct Row {
    const char* value;
    std::optional<Nobody> expected;
  };
  const std::vector<Row> table{
      {R"({"$undefined":true})", Nobody::missing},
      {"null", Nobody::null},
      {R"("")", Nobody::empty},
      {R"(" \t")", Nobody::blank},
      {"\"\u00A0\u200B\uFEFF\"", Nobody::blank},
      {R"("undefined")", Nobody::placeholder},
      {R"(" NULL ")", Nobody::placeholder},
      {R"("N/A")", Nobody::placeholder},
      {R"("[object Object]")", Nobody::placeholder},
      {R"("ana@example.org")", std::nullopt},
      {R"("nullable")", std::nullopt},
      {R"("0")", std::nullopt},
      {"0", std::nullopt},
      {"false", std::nullopt},
      {"{}", std::nullopt},
  };
  for (const Row& row : table) {
    INFO(row.value);
    const Value value = Value::parse(row.value);
    CHECK(nobody_of(&value) == row.expected);
  }
}

TEST_CASE("White space of any script is trimmed, and nothing else", "[document][blank]") {
  CHECK(document::trimmed("\u3000 a b\u2003\n") == "a b");
  CHECK(document::trimmed("").empty());
  CHECK(document::trimmed("\xC2") == "\xC2");
  CHECK(document::is_blank("\u00A0\u202F"));
  CHECK_FALSE(document::is_blank("."));
}

}  // namespace merge_nobody_test
