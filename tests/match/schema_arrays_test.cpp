#include "schema_cases.hpp"

namespace match_schema_arrays_test {

TEST_CASE("arrays are bounded in length", "[match][schema]") {
  cases::check_accepting({
      {"minItems", R"({"minItems": 2})", {"[1, 2]", "1", R"("x")"}, {"[1]", "[]"}},
      {"maxItems", R"({"maxItems": 1.0})", {"[1]", "[]", "{}"}, {"[1, 2]"}},
      {"uniqueItems",
       R"({"uniqueItems": true})",
       {"[1, 2]", "[]", "1"},
       {"[1, 1.0]", R"([{"x": 1, "y": 2}, {"y": 2, "x": 1}])"}},
      {"uniqueItems that says no", R"({"uniqueItems": false})", {"[1, 1]"}, {}},
  });
  cases::check_refused_schemas({
      {R"({"minItems": -1})", "minItems' must be a non-negative integer", 9},
      {R"({"maxItems": "1"})", "maxItems' must be a non-negative integer", 9},
      {R"({"uniqueItems": 1})", "uniqueItems' must be a boolean", 14},
  });
}

TEST_CASE("items speaks of every element, or of each in turn", "[match][schema]") {
  const std::string two = R"({"items": [{"type": "string"}, {"type": "number"}])";
  cases::check_accepting({
      {"every element",
       R"({"items": {"type": "string"}})",
       {R"(["x", "y"])", "[]", "1"},
       {R"(["x", 1])"}},
      {"in turn", two + "}", {R"(["x", 1, true])", R"(["x"])", "[]"}, {"[1]", R"(["x", "y"])"}},
      {"and no others",
       two + R"(, "additionalItems": false})",
       {R"(["x", 1])", "[]"},
       {R"(["x", 1, true])"}},
      {"and others", two + R"(, "additionalItems": true})", {R"(["x", 1, true])"}, {}},
      {"and others of a kind",
       two + R"(, "additionalItems": {"type": "null"}})",
       {R"(["x", 1, null])"},
       {R"(["x", 1, null, 2])"}},
      {"additionalItems alone", R"({"additionalItems": false})", {"[1]"}, {}},
      {"additionalItems beside every element",
       R"({"items": {"type": "string"}, "additionalItems": false})",
       {R"(["x"])"},
       {"[1]"}},
  });
  cases::check_refused_schemas({
      {R"({"items": 1})", "items' must be an array or an object", 14},
      {R"({"items": [1]})", "items' requires that each element of the array is an object", 14},
      {R"({"additionalItems": 1})", "additionalItems' must be either an object or a boolean", 14},
  });
}

}  // namespace match_schema_arrays_test
