#include "document/text.hpp"

#include "catch.hpp"

namespace document_text_test {

using namespace profilestore::document;

TEST_CASE("Characters of a text are counted and found, whatever bytes they have", "[document]") {
  struct Case {
    std::string_view text;
    std::size_t points, byte_of_second, byte_beyond;
  };
  for (const Case& one :
       {Case{"", 0, 0, 0}, Case{"a", 1, 1, 1}, Case{"ab", 2, 1, 2}, Case{"\u00e9b", 2, 2, 3},
        Case{"\u20ac\u20ac", 2, 3, 6}, Case{"\U0001f600x", 2, 4, 5}, Case{"e\u0301", 2, 1, 3}}) {
    INFO(one.text);
    CHECK(code_points(one.text) == one.points);
    CHECK(byte_of_code_point(one.text, 0) == 0);
    CHECK(byte_of_code_point(one.text, 1) == one.byte_of_second);
    CHECK(byte_of_code_point(one.text, 9) == one.byte_beyond);
  }
}

TEST_CASE("A byte goes on with a character, or begins one", "[document]") {
  const std::string_view text = "a\u00e9";
  CHECK_FALSE(continues(text[0]));
  CHECK_FALSE(continues(text[1]));
  CHECK(continues(text[2]));
}

TEST_CASE("The case of ASCII's letters alone is changed", "[document]") {
  CHECK(ascii_lower("AZ[\u00c9-09az") == "az[\u00c9-09az");
  CHECK(ascii_upper("az{\u00e9-09AZ") == "AZ{\u00e9-09AZ");
}

}  // namespace document_text_test
