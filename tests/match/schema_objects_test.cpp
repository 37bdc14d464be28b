#include "schema_cases.hpp"

namespace match_schema_objects_test {

TEST_CASE("properties and required speak of objects alone", "[match][schema]") {
  cases::check_accepting({
      {"required",
       R"({"required": ["x", "y"]})",
       {R"({"y": 1, "x": null})", "1", "[]"},
       {R"({"x": 1})", "{}"}},
      {"properties",
       R"({"properties": {"x": {"type": "number"}}})",
       {R"({"x": 1})", R"({"y": "z"})", "1"},
       {R"({"x": "y"})"}},
      {"minProperties", R"({"minProperties": 2})", {R"({"x": 1, "y": 2})", "1"}, {R"({"x": 1})"}},
      {"maxProperties",
       R"({"maxProperties": 1})",
       {R"({"x": 1})", "[1, 2]"},
       {R"({"x": 1, "y": 2})"}},
  });
  cases::check_refused_schemas({
      {R"({"required": "x"})", "required' must be an array", 14},
      {R"({"required": []})", "required' cannot be an empty array", 9},
      {R"({"required": [1]})", "required' must be an array of strings", 14},
      {R"({"required": ["x", "x"]})", "required' array cannot contain duplicate values", 9},
      {R"({"properties": []})", "properties' must be an object", 14},
      {R"({"properties": {"x": 1}})", "properties' must hold an object for each property", 14},
      {R"({"minProperties": -1})", "minProperties' must be a non-negative integer", 9},
  });
}

TEST_CASE("patterns name properties, and others are additional", "[match][schema]") {
  const std::string x =
      R"({"properties": {"x": {}}, "patternProperties": {"^n": {"type": "number"}})";
  cases::check_accepting({
      {"patternProperties", x + "}", {R"({"n1": 1, "other": "y"})", "1"}, {R"({"n1": "y"})"}},
      {"no others",
       x + R"(, "additionalProperties": false})",
       {R"({"x": 1, "n1": 1})", "{}", "[1]"},
       {R"({"y": 1})", R"({"n1": "y"})"}},
      {"any others", x + R"(, "additionalProperties": true})", {R"({"y": 1})"}, {}},
      {"others of a kind",
       x + R"(, "additionalProperties": {"type": "string"}})",
       {R"({"y": "z", "n": 1})"},
       {R"({"y": 1})"}},
      {"none at all", R"({"additionalProperties": false})", {"{}"}, {R"({"x": 1})"}},
  });
  cases::check_refused_schemas({
      {R"({"patternProperties": 1})", "patternProperties' must be an object", 14},
      {R"({"patternProperties": {"(": {}}})",
       "patternProperties' holds an invalid regular expression", 2},
      {R"({"additionalProperties": false, "patternProperties": {"[a": {}}})",
       "additionalProperties' holds an invalid regular expression", 2},
      {R"({"patternProperties": {"x": 1}})",
       "patternProperties' must hold an object for each pattern", 14},
      {R"({"additionalProperties": 1})", "additionalProperties' must be an object or a boolean",
       14},
  });
}

TEST_CASE("a property can ask for others", "[match][schema]") {
  cases::check_accepting({
      {"names",
       R"({"dependencies": {"x": ["y", "z"]}})",
       {R"({"x": 1, "y": 1, "z": 1})", R"({"y": 1})", "1"},
       {R"({"x": 1, "y": 1})"}},
      {"a schema",
       R"({"dependencies": {"x": {"properties": {"y": {"type": "string"}}}}})",
       {R"({"x": 1, "y": "z"})", R"({"y": 1})"},
       {R"({"x": 1, "y": 1})"}},
  });
  cases::check_refused_schemas({
      {R"({"dependencies": 1})", "dependencies' must be an object", 14},
      {R"({"dependencies": {"x": 1}})",
       "dependencies' must hold an object or an array for each property", 14},
      {R"({"dependencies": {"x": []}})", "dependencies' cannot be an empty array", 9},
      {R"({"dependencies": {"x": [1]}})", "dependencies' must be an array of strings", 14},
      {R"({"dependencies": {"x": ["y", "y"]}})",
       "dependencies' array cannot contain duplicate values", 9},
  });
}

}  // namespace match_schema_objects_test
