#include "schema_cases.hpp"

namespace match_schema_values_test {

TEST_CASE("type and bsonType name types of the value as it is", "[match][schema]") {
  cases::check_accepting({
      {"of JSON", R"({"type": "string"})", {R"("x")"}, {"1", "null", R"(["x"])"}},
      {"boolean", R"({"type": "boolean"})", {"true"}, {"1"}},
      {"number", R"({"type": "number"})", {"1", "1.5", R"({"$numberDecimal": "1"})"}, {R"("1")"}},
      {"of BSON", R"({"bsonType": "int"})", {"1"}, {"1.0", R"({"$numberLong": "1"})", "[1]"}},
      {"several", R"({"bsonType": ["string", "null"]})", {R"("x")", "null"}, {"1"}},
      {"any number", R"({"bsonType": "number"})", {"1", "1.5"}, {"true"}},
      {"array", R"({"type": "array"})", {"[]"}, {"{}"}},
      {"object", R"({"type": "object"})", {"{}"}, {"[]", R"({"$minKey": 1})"}},
  });
  cases::check_refused_schemas({
      {R"({"type": 1})", "type' must be a string or an array of strings", 14},
      {R"({"bsonType": [1]})", "bsonType' must be a string or an array of strings", 14},
      {R"({"type": "bool"})", "type' names an unknown type", 2},
      {R"({"bsonType": "boolean"})", "bsonType' names an unknown type", 2},
      {R"({"bsonType": "integer"})", "bsonType' does not support type 'integer'", 9},
      {R"({"bsonType": ["int", "integer"]})", "bsonType' does not support type 'integer'", 9},
      {R"({"type": "integer"})", "type' does not support type 'integer'", 9},
      {R"({"type": []})", "type' must name at least one type", 9},
      {R"({"bsonType": ["int", "int"]})", "bsonType' has a duplicate value", 9},
  });
}

TEST_CASE("enum lists the values, whatever the order of their fields", "[match][schema]") {
  cases::check_accepting({
      {"values",
       R"({"enum": [1, "x", null, {"x": 1, "y": 2}]})",
       {"1.0", R"("x")", "null", R"({"y": 2, "x": 1})"},
       {"2", "[1]", R"({"x": 1})"}},
  });
  cases::check_refused_schemas({
      {R"({"enum": 1})", "enum' must be an array", 14},
      {R"({"enum": []})", "enum' cannot be an empty array", 9},
      {R"({"enum": [1, 1.0]})", "enum' array cannot contain duplicate values", 9},
  });
}

TEST_CASE("schemas combine", "[match][schema]") {
  const std::string two = R"([{"minimum": 5}, {"maximum": 9}]})";
  cases::check_accepting({
      {"allOf", R"({"allOf": )" + two, {"5", "9", R"("x")"}, {"4", "10"}},
      {"anyOf", R"({"anyOf": )" + two, {"4", "7", "10"}, {}},
      {"anyOf of types",
       R"({"anyOf": [{"type": "string"}, {"type": "null"}]})",
       {R"("x")", "null"},
       {"1"}},
      {"oneOf", R"({"oneOf": )" + two, {"4", "10"}, {"7", R"("x")"}},
      {"not", R"({"not": {"type": "string"}})", {"1"}, {R"("x")"}},
  });
  for (const std::string name : {"allOf", "anyOf", "oneOf"})
    cases::check_refused_schemas({
        {R"({")" + name + R"(": {}})", name + "' must be an array", 14},
        {R"({")" + name + R"(": []})", name + "' must be a non-empty array", 2},
        {R"({")" + name + R"(": [1]})", name + "' must be an array of objects", 14},
    });
  cases::check_refused_schemas({{R"({"not": 1})", "not' must be an object", 14}});
}

}  // namespace match_schema_values_test
