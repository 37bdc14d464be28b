#include "match/operators/types.hpp"

#include "cases.hpp"

namespace match_types_test {

using profilestore::Value;

namespace {

struct Typed {
  int code;
  std::string alias;
  std::string value;
};

const std::vector<Typed> one_of_each{
    {-1, "minKey", R"({"$minKey": 1})"},
    {1, "double", "1.5"},
    {2, "string", R"("x")"},
    {3, "object", R"({"x": 1})"},
    {5, "binData", R"({"$binary": {"base64": "AA==", "subType": "00"}})"},
    {6, "undefined", R"({"$undefined": true})"},
    {7, "objectId", R"({"$oid": "507f1f77bcf86cd799439011"})"},
    {8, "bool", "false"},
    {9, "date", R"({"$date": "2024-01-01T00:00:00Z"})"},
    {10, "null", "null"},
    {11, "regex", R"({"$regularExpression": {"pattern": "x", "options": ""}})"},
    {12, "dbPointer",
     R"({"$dbPointer": {"$ref": "c", "$id": {"$oid": "507f1f77bcf86cd799439011"}}})"},
    {13, "javascript", R"({"$code": "f"})"},
    {14, "symbol", R"({"$symbol": "x"})"},
    {15, "javascriptWithScope", R"({"$code": "f", "$scope": {}})"},
    {16, "int", "5"},
    {17, "timestamp", R"({"$timestamp": {"t": 1, "i": 2}})"},
    {18, "long", R"({"$numberLong": "5"})"},
    {19, "decimal", R"({"$numberDecimal": "5"})"},
    {127, "maxKey", R"({"$maxKey": 1})"},
};

bool matches(const Value& type, const std::string& value) {
  const Value filter{{"a", {{"$type", type}}}};
  return cases::filter_of(filter.dump()).matches(Value{{"a", Value::parse(value)}});
}

}  // namespace

TEST_CASE("$type tells every type by its alias and its number", "[match][type]") {
  for (const Typed& wanted : one_of_each)
    for (const Typed& given : one_of_each) {
      INFO(wanted.alias << " of " << given.value);
      CHECK(matches(wanted.alias, given.value) == (wanted.code == given.code));
      CHECK(matches(wanted.code, given.value) == (wanted.code == given.code));
    }
  for (const Typed& given : one_of_each)
    CHECK(matches("number", given.value) ==
          (given.code == 1 || given.code == 16 || given.code == 18 || given.code == 19));
}

TEST_CASE("$type looks at the elements of an array and at the array", "[match][type]") {
  cases::check_matching({
      {"an element", R"({"a": {"$type": "string"}})", {R"({"a": [1, "x"]})"}, {R"({"a": [1]})"}},
      {"the array",
       R"({"a": {"$type": "array"}})",
       {R"({"a": []})", R"({"a": [1]})"},
       {R"({"a": 1})"}},
      {"an array by index", R"({"a.0": {"$type": 4}})", {R"({"a": [[1]]})"}, {R"({"a": [1]})"}},
      {"no field", R"({"a": {"$type": "null"}})", {R"({"a": null})"}, {R"({})", R"({"a": []})"}},
      {"several types",
       R"({"a": {"$type": ["string", 10, "number"]}})",
       {R"({"a": "x"})", R"({"a": null})", R"({"a": 1.5})"},
       {R"({"a": true})"}},
      {"a number of any type",
       R"({"a": {"$type": {"$numberDecimal": "2.0"}}})",
       {R"({"a": "x"})"},
       {R"({"a": 2})"}},
      {"a DBRef is an object",
       R"({"a": {"$type": "object"}})",
       {R"({"a": {"$ref": "c", "$id": 1}})"},
       {}},
  });
}

TEST_CASE("$type refuses what is no type", "[match][type][refusal]") {
  cases::check_refused({
      {"another alias", R"({"a": {"$type": "integer"}})", "Unknown type name alias", "a", "$type"},
      {"another case", R"({"a": {"$type": "Int"}})", "Unknown type name alias", "a", "$type"},
      {"in a list", R"({"a": {"$type": ["int", "x"]}})", "Unknown type name alias", "a", "$type"},
      {"another number", R"({"a": {"$type": 20}})", "Invalid numerical type code", "a", "$type"},
      {"a fraction", R"({"a": {"$type": 2.5}})", "Invalid numerical type code", "a", "$type"},
      {"zero", R"({"a": {"$type": 0}})",
       "Invalid numerical type code: 0. Instead use {$exists:false}.", "a", "$type"},
      {"no type", R"({"a": {"$type": []}})", "$type must match at least one type", "a", "$type", 9},
      {"a bool", R"({"a": {"$type": true}})", "type must be represented as a number or a string",
       "a", "$type", 14},
      {"an object", R"({"a": {"$type": {}}})", "type must be represented as a number or a string",
       "a", "$type", 14},
      {"a list in a list", R"({"a": {"$type": [["int"]]}})",
       "type must be represented as a number or a string", "a", "$type", 14},
  });
}

}  // namespace match_types_test
