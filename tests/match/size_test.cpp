#include "match/operators/size.hpp"

#include "cases.hpp"

namespace match_size_test {

TEST_CASE("$size counts the elements of an array", "[match][size]") {
  cases::check_matching({
      {"two",
       R"({"a": {"$size": 2}})",
       {R"({"a": [1, 2]})", R"({"a": [[], null]})"},
       {R"({"a": [1]})", R"({"a": 2})", R"({})", R"({"a": "xy"})", R"({"a": {"x": 1, "y": 2}})",
        R"({"a": [[1, 2]]})"}},
      {"none", R"({"a": {"$size": 0}})", {R"({"a": []})"}, {R"({})", R"({"a": null})"}},
      {"a Double", R"({"a": {"$size": 1.0}})", {R"({"a": [1]})"}, {}},
      {"an Int64", R"({"a": {"$size": {"$numberLong": "1"}}})", {R"({"a": [1]})"}, {}},
      {"a Decimal", R"({"a": {"$size": {"$numberDecimal": "1.0"}}})", {R"({"a": [1]})"}, {}},
      {"minus zero", R"({"a": {"$size": -0.0}})", {R"({"a": []})"}, {}},
      {"beyond an array",
       R"({"a.b": {"$size": 1}})",
       {R"({"a": [{"b": []}, {"b": [1]}]})"},
       {R"({"a": [{"b": 1}]})"}},
      {"of an element", R"({"a.0": {"$size": 1}})", {R"({"a": [[1]]})"}, {R"({"a": [1]})"}},
      {"negated", R"({"a": {"$not": {"$size": 1}}})", {R"({})", R"({"a": []})"}, {R"({"a": [1]})"}},
  });
}

TEST_CASE("$size takes a whole number that is not negative", "[match][size][refusal]") {
  const std::string integer = "Failed to parse $size. Expected an integer";
  for (const char* operand :
       {"1.5", "\"1\"", "null", "true", "[]", "{}", R"({"$gt": 1})", R"({"$numberDouble": "NaN"})",
        R"({"$numberDouble": "Infinity"})", R"({"$numberDecimal": "1E+30"})", R"({"$minKey": 1})"})
    cases::check_refused(
        {{operand, R"({"a": {"$size": )" + std::string(operand) + "}}", integer, "a", "$size"}});
  cases::check_refused({
      {"negative", R"({"a": {"$size": -1}})",
       "Failed to parse $size. Expected a non-negative number", "a", "$size"},
      {"too large", R"({"a": {"$size": 2147483648}})",
       "Failed to parse $size. Cannot represent as a 32-bit integer", "a", "$size"},
  });
}

}  // namespace match_size_test
