#include "match/schema/schema.hpp"

#include "schema_cases.hpp"

namespace match_schema_test {

TEST_CASE("$jsonSchema speaks of the document itself", "[match][schema]") {
  cases::check_matching({
      {"nothing", R"({"$jsonSchema": {}})", {R"({})", R"({"a": 1})"}, {}},
      {"its type", R"({"$jsonSchema": {"bsonType": "object"}})", {R"({})"}, {}},
      {"not an array", R"({"$jsonSchema": {"type": "array"}})", {}, {R"({})"}},
      {"its fields",
       R"({"$jsonSchema": {"required": ["a"], "properties": {"a": {"minimum": 5}}}})",
       {R"({"a": 5})", R"({"a": "x"})"},
       {R"({})", R"({"a": 4})"}},
      {"beside other conditions",
       R"({"$jsonSchema": {"required": ["a"]}, "a": {"$gt": 5}})",
       {R"({"a": 6})"},
       {R"({"a": 5})"}},
      {"negated",
       R"({"$nor": [{"$jsonSchema": {"required": ["a"]}}]})",
       {R"({})"},
       {R"({"a": 1})"}},
      {"an element",
       R"({"a": {"$elemMatch": {"$jsonSchema": {"required": ["x"]}}}})",
       {R"({"a": [{}, {"x": 1}]})"},
       {R"({"a": [{}]})"}},
      {"a dotted name is a name",
       R"({"$jsonSchema": {"required": ["a.b"]}})",
       {R"({"a.b": 1})"},
       {R"({"a": {"b": 1}})"}},
      {"words to its readers",
       R"({"$jsonSchema": {"title": "t", "description": "d"}})",
       {R"({})"},
       {}},
      {"nested objects",
       R"({"$jsonSchema": {"properties": {"a": {"bsonType": "object", "required": ["b"],
           "properties": {"b": {"bsonType": "int"}}}}}})",
       {R"({})", R"({"a": {"b": 1}})"},
       {R"({"a": {}})", R"({"a": {"b": "x"}})", R"({"a": [{"b": 1}]})", R"({"a": 1})"}},
  });
  CHECK(cases::filter_of(R"({"$jsonSchema": {"required": ["a"]}})").equalities().empty());
  CHECK_FALSE(cases::filter_of(R"({"$jsonSchema": {}})").only_equalities());
}

TEST_CASE("a keyword that MongoDB has not is refused by name", "[match][schema][refusal]") {
  cases::check_refused({
      {"unknown", R"({"$jsonSchema": {"minimun": 1}})", "Unknown $jsonSchema keyword: minimun", "",
       "$jsonSchema", 9},
      {"deep", R"({"$jsonSchema": {"properties": {"a": {"properties": {"b": {"foo": 1}}}}}})",
       "Unknown $jsonSchema keyword: foo", "a.b", "$jsonSchema", 9},
      {"no object", R"({"$jsonSchema": 1})", "$jsonSchema must be an object", "", "$jsonSchema",
       14},
      {"at a field", R"({"a": {"$jsonSchema": {}}})", "unknown operator: $jsonSchema", "a",
       "$jsonSchema"},
      {"two types", R"({"$jsonSchema": {"type": "object", "bsonType": "object"}})",
       "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'", "", "$jsonSchema", 9},
  });
  for (const std::string name :
       {"$ref", "$schema", "default", "definitions", "encrypt", "encryptMetadata", "format", "id"})
    cases::check_refused_schemas(
        {{R"({")" + name + R"(": {}})", name + "' is not currently supported", 9}});
  cases::check_refused_schemas(
      {{R"({"title": 1})", "title' must be of type string", 14},
       {R"({"description": []})", "description' must be of type string", 14}});
}

TEST_CASE("a schema is at most 100 levels deep", "[match][schema][refusal]") {
  std::string schema = "{}";
  for (int i = 0; i < 101; ++i) schema = R"({"not": )" + schema + "}";
  CHECK_THROWS_AS(cases::filter_of(R"({"$jsonSchema": )" + schema + "}"),
                  profilestore::InvalidFilter);
}

}  // namespace match_schema_test
