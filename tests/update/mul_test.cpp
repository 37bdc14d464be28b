#include "cases.hpp"

namespace update_mul_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$mul makes a missing field a zero of the operand's type", "[update][mul]") {
  check(
      {Applied{"Int32", R"({})", R"({"$mul":{"a":5}})", R"({"a":0})"},
       {"Int64", R"({})", R"({"$mul":{"a.b":{"$numberLong":"5"}}})",
        R"({"a":{"b":{"$numberLong":"0"}}})"},
       {"a large Int64", R"({})", R"({"$mul":{"a":5000000000}})", R"({"a":{"$numberLong":"0"}})"},
       {"Double", R"({})", R"({"$mul":{"a":2.5}})", R"({"a":0.0})"},
       {"a negative Double", R"({})", R"({"$mul":{"a":-2.5}})", R"({"a":-0.0})"},
       {"infinity", R"({})", R"({"$mul":{"a":{"$numberDouble":"Infinity"}}})",
        R"({"a":{"$numberDouble":"NaN"}})"},
       {"Decimal128 with its digits", R"({})", R"({"$mul":{"a":{"$numberDecimal":"3.50"}}})",
        R"({"a":{"$numberDecimal":"0.00"}})"},
       {"beyond an array's end", R"({"a":[1]})", R"({"$mul":{"a.2":7}})", R"({"a":[1,null,0]})"}});
}

TEST_CASE("$mul multiplies in the wider of the two types", "[update][mul]") {
  check({Applied{"Int32 and Int32", R"({"a":6})", R"({"$mul":{"a":-7}})", R"({"a":-42})"},
         {"Int32 and Int64", R"({"a":6})", R"({"$mul":{"a":{"$numberLong":"7"}}})",
          R"({"a":{"$numberLong":"42"}})"},
         {"Int64 and Double", R"({"a":{"$numberLong":"6"}})", R"({"$mul":{"a":0.5}})",
          R"({"a":3.0})"},
         {"Decimal128 and Int32", R"({"a":{"$numberDecimal":"1.10"}})", R"({"$mul":{"a":3}})",
          R"({"a":{"$numberDecimal":"3.30"}})"},
         {"Double and Decimal128, by 15 digits", R"({"a":0.1})",
          R"({"$mul":{"a":{"$numberDecimal":"3"}}})",
          R"({"a":{"$numberDecimal":"0.300000000000000"}})"},
         {"Decimal128 overflows to infinity", R"({"a":{"$numberDecimal":"9E+6144"}})",
          R"({"$mul":{"a":10}})", R"({"a":{"$numberDecimal":"Infinity"}})"},
         {"Double overflows to infinity", R"({"a":-1e308})", R"({"$mul":{"a":10}})",
          R"({"a":{"$numberDouble":"-Infinity"}})"},
         {"infinity by zero", R"({"a":{"$numberDouble":"Infinity"}})", R"({"$mul":{"a":0}})",
          R"({"a":{"$numberDouble":"NaN"}})"}});
}

TEST_CASE("an Int32 product that overflows is an Int64, an Int64 product is refused",
          "[update][mul]") {
  check({Applied{"to Int64", R"({"a":65536})", R"({"$mul":{"a":65536}})", R"({"a":4294967296})"},
         {"below Int32", R"({"a":-2147483648})", R"({"$mul":{"a":-1}})", R"({"a":2147483648})"}});
  const std::string message =
      "Failed to apply $mul operations to the field 'a': the product does not fit 64 bits";
  check({Inadmissible{"upwards", R"({"a":9223372036854775807})", R"({"$mul":{"a":2}})", 2, message},
         {"the least by -1", R"({"a":-9223372036854775808})", R"({"$mul":{"a":-1}})", 2, message}});
}

TEST_CASE("$mul by one changes a number's type at most", "[update][mul]") {
  check({Applied{"same type", R"({"a":10})", R"({"$mul":{"a":1}})", R"({"a":10})"},
         {"wider type", R"({"a":10})", R"({"$mul":{"a":1.0}})", R"({"a":10.0})"},
         {"zero of another sign is equal", R"({"a":0.0})", R"({"$mul":{"a":-1}})", R"({"a":0.0})"},
         {"an equal decimal of other digits", R"({"a":{"$numberDecimal":"2.0"}})",
          R"({"$mul":{"a":{"$numberDecimal":"1.00"}}})", R"({"a":{"$numberDecimal":"2.0"}})"}});
}

TEST_CASE("$mul works on numbers alone", "[update][mul]") {
  check({Unreadable{"a string", R"({"$mul":{"a":"2"}})", 14,
                    "Cannot multiply with non-numeric argument: the operand for 'a' is of type "
                    "string"},
         {"an object", R"({"$mul":{"a":{}}})", 14,
          "Cannot multiply with non-numeric argument: the operand for 'a' is of type object"}});
  const std::string start =
      "Cannot apply $mul to a value of non-numeric type: the field 'a' is of type ";
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$mul":{"a":1}})", 14, start + "string"},
         {"null", R"({"a":null})", R"({"$mul":{"a":1}})", 14, start + "null"},
         {"an array", R"({"a":[1]})", R"({"$mul":{"a":1}})", 14, start + "array"}});
}

}  // namespace update_mul_test
