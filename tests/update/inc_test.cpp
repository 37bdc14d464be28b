#include "cases.hpp"

namespace update_inc_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$inc creates a missing field with the amount, in its type", "[update][inc]") {
  check({Applied{"Int32", R"({})", R"({"$inc":{"a":5}})", R"({"a":5})"},
         {"Double", R"({})", R"({"$inc":{"a":5.0}})", R"({"a":5.0})"},
         {"Int64", R"({})", R"({"$inc":{"a.b":{"$numberLong":"5"}}})",
          R"({"a":{"b":{"$numberLong":"5"}}})"},
         {"Decimal128", R"({})", R"({"$inc":{"a":{"$numberDecimal":"3.50"}}})",
          R"({"a":{"$numberDecimal":"3.50"}})"}});
}

TEST_CASE("$inc adds in the wider of the two types", "[update][inc]") {
  check({Applied{"Int32 and Int32", R"({"a":10})", R"({"$inc":{"a":-3}})", R"({"a":7})"},
         {"Int32 and Int64", R"({"a":10})", R"({"$inc":{"a":{"$numberLong":"1"}}})",
          R"({"a":{"$numberLong":"11"}})"},
         {"Int64 and Int32", R"({"a":{"$numberLong":"10"}})", R"({"$inc":{"a":1}})",
          R"({"a":{"$numberLong":"11"}})"},
         {"Int64 and Double", R"({"a":{"$numberLong":"10"}})", R"({"$inc":{"a":0.5}})",
          R"({"a":10.5})"},
         {"Double and Int32", R"({"a":1.5})", R"({"$inc":{"a":1}})", R"({"a":2.5})"},
         {"Decimal128 and Int32", R"({"a":{"$numberDecimal":"0.10"}})", R"({"$inc":{"a":1}})",
          R"({"a":{"$numberDecimal":"1.10"}})"},
         {"an element of an array", R"({"a":[1,2]})", R"({"$inc":{"a.1":5}})", R"({"a":[1,7]})"}});
}

TEST_CASE("an Int32 sum that overflows is an Int64", "[update][inc]") {
  check({Applied{"upwards", R"({"a":2147483647})", R"({"$inc":{"a":1}})", R"({"a":2147483648})"},
         {"downwards", R"({"a":-2147483648})", R"({"$inc":{"a":-1}})", R"({"a":-2147483649})"},
         {"an Int64 stays one", R"({"a":2147483648})", R"({"$inc":{"a":-1}})",
          R"({"a":{"$numberLong":"2147483647"}})"}});
}

TEST_CASE("an Int64 sum that overflows is refused", "[update][inc]") {
  const std::string message =
      "Failed to apply $inc operations to the field 'a': the sum does not fit 64 bits";
  check({Inadmissible{"upwards", R"({"a":9223372036854775807})", R"({"$inc":{"a":1}})", 2, message},
         {"downwards", R"({"a":-9223372036854775808})", R"({"$inc":{"a":{"$numberLong":"-1"}}})", 2,
          message}});
}

TEST_CASE("$inc by zero changes a number's type at most", "[update][inc]") {
  check({Applied{"same type", R"({"a":10})", R"({"$inc":{"a":0}})", R"({"a":10})"},
         {"wider type", R"({"a":10})", R"({"$inc":{"a":0.0}})", R"({"a":10.0})"},
         {"NaN stays NaN", R"({"a":{"$numberDouble":"NaN"}})", R"({"$inc":{"a":1}})",
          R"({"a":{"$numberDouble":"NaN"}})"},
         {"a missing field is made", R"({})", R"({"$inc":{"a":0}})", R"({"a":0})"}});
}

TEST_CASE("$inc works on numbers alone", "[update][inc]") {
  check({Unreadable{"a string", R"({"$inc":{"a":"1"}})", 14,
                    "Cannot increment with non-numeric argument: the operand for 'a' is of type "
                    "string"},
         {"null", R"({"$inc":{"a.b":null}})", 14,
          "Cannot increment with non-numeric argument: the operand for 'a.b' is of type null"}});
  const std::string start =
      "Cannot apply $inc to a value of non-numeric type: the field 'a' is of ";
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$inc":{"a":1}})", 14,
                      start + "type string"},
         {"null", R"({"a":null})", R"({"$inc":{"a":1}})", 14, start + "type null"},
         {"an array", R"({"a":[1]})", R"({"$inc":{"a":1}})", 14, start + "type array"},
         {"a date", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})", R"({"$inc":{"a":1}})", 14,
          start + "type date"}});
}

}  // namespace update_inc_test
