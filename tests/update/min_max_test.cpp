#include "cases.hpp"

namespace update_min_max_test {

using update_cases::Applied;
using update_cases::check;

TEST_CASE("$min and $max create a missing field with the operand", "[update][min][max]") {
  check({Applied{"$min", R"({})", R"({"$min":{"a.b":5}})", R"({"a":{"b":5}})"},
         {"$max", R"({})", R"({"$max":{"a":{"$numberDecimal":"1"}}})",
          R"({"a":{"$numberDecimal":"1"}})"}});
}

TEST_CASE("$min takes what is strictly less, $max what is strictly greater", "[update][min][max]") {
  check({Applied{"less", R"({"a":10})", R"({"$min":{"a":9}})", R"({"a":9})"},
         {"not less", R"({"a":10})", R"({"$min":{"a":11}})", R"({"a":10})"},
         {"greater", R"({"a":10})", R"({"$max":{"a":11}})", R"({"a":11})"},
         {"not greater", R"({"a":10})", R"({"$max":{"a":9}})", R"({"a":10})"},
         {"equal keeps the old type", R"({"a":1})", R"({"$min":{"a":1.0}})", R"({"a":1})"},
         {"equal keeps the old type", R"({"a":1})", R"({"$max":{"a":1.0}})", R"({"a":1})"},
         {"less takes the operand's type", R"({"a":{"$numberLong":"20"}})", R"({"$min":{"a":10}})",
          R"({"a":10})"},
         {"NaN is least", R"({"a":0})", R"({"$min":{"a":{"$numberDouble":"NaN"}}})",
          R"({"a":{"$numberDouble":"NaN"}})"},
         {"NaN is least", R"({"a":{"$numberDouble":"NaN"}})", R"({"$max":{"a":-5}})",
          R"({"a":-5})"}});
}

TEST_CASE("$min and $max compare across types in BSON's order", "[update][min][max]") {
  check({Applied{"null before numbers", R"({"a":1})", R"({"$min":{"a":null}})", R"({"a":null})"},
         {"numbers before strings", R"({"a":5})", R"({"$max":{"a":""}})", R"({"a":""})"},
         {"objects before arrays", R"({"a":{}})", R"({"$max":{"a":[]}})", R"({"a":[]})"},
         {"booleans before dates", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})",
          R"({"$min":{"a":true}})", R"({"a":true})"},
         {"an operator's name is data", R"({"a":[1]})", R"({"$min":{"a":{"$each":[3]}}})",
          R"({"a":{"$each":[3]}})"}});
}

}  // namespace update_min_max_test
