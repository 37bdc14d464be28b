// What a document fails, by path and rule.
#include <algorithm>

#include "cases.hpp"

namespace match_failures_test {

using namespace profilestore;
using cases::filter_of;

namespace {

struct Failing {
  std::string description;
  std::string filter;
  std::string document;
  std::vector<RuleFailure> failures;
};

void check_failing(const std::vector<Failing>& table) {
  for (const Failing& row : table) {
    INFO(row.description << ": " << row.filter << " on " << row.document);
    std::string found;
    const auto failures = filter_of(row.filter).failures(Value::parse(row.document));
    for (const RuleFailure& failure : failures) found += failure.path + " | " + failure.rule + "\n";
    INFO("found\n" << found);
    CHECK(failures == row.failures);
  }
}

std::string schema(const std::string& text) { return R"({"$jsonSchema": )" + text + "}"; }

std::string of_a(const std::string& text) {
  return schema(R"({"properties": {"a": )" + text + "}}");
}

}  // namespace

TEST_CASE("Each keyword of a schema is told by its path and operand", "[match][failures]") {
  check_failing({
      {"type", of_a(R"({"type": "string"})"), R"({"a": 1})", {{"a", "type: string"}}},
      {"bsonType", of_a(R"({"bsonType": "int"})"), R"({"a": "x"})", {{"a", "bsonType: int"}}},
      {"a list of types",
       of_a(R"({"bsonType": ["int", "null"]})"),
       R"({"a": "x"})",
       {{"a", R"(bsonType: ["int","null"])"}}},
      {"enum", of_a(R"({"enum": ["x", 1]})"), R"({"a": "y"})", {{"a", R"(enum: ["x",1])"}}},
      {"minimum", of_a(R"({"minimum": 0})"), R"({"a": -3})", {{"a", "minimum: 0"}}},
      {"maximum", of_a(R"({"maximum": 1.5})"), R"({"a": 3})", {{"a", "maximum: 1.5"}}},
      {"a bound that is Int64",
       of_a(R"({"minimum": {"$numberLong": "9007199254740993"}})"),
       R"({"a": {"$numberLong": "9007199254740992"}})",
       {{"a", R"(minimum: {"$numberLong":"9007199254740993"})"}}},
      {"exclusiveMinimum",
       of_a(R"({"minimum": 0, "exclusiveMinimum": true})"),
       R"({"a": 0})",
       {{"a", "exclusiveMinimum: 0"}}},
      {"exclusiveMaximum",
       of_a(R"({"maximum": 0, "exclusiveMaximum": true})"),
       R"({"a": 0})",
       {{"a", "exclusiveMaximum: 0"}}},
      {"multipleOf", of_a(R"({"multipleOf": 2})"), R"({"a": 3})", {{"a", "multipleOf: 2"}}},
      {"minLength", of_a(R"({"minLength": 2})"), R"({"a": "ü"})", {{"a", "minLength: 2"}}},
      {"maxLength", of_a(R"({"maxLength": 1})"), R"({"a": "xy"})", {{"a", "maxLength: 1"}}},
      {"pattern", of_a(R"({"pattern": "^x+$"})"), R"({"a": "y"})", {{"a", "pattern: ^x+$"}}},
      {"minItems", of_a(R"({"minItems": 1})"), R"({"a": []})", {{"a", "minItems: 1"}}},
      {"maxItems", of_a(R"({"maxItems": 0})"), R"({"a": [1]})", {{"a", "maxItems: 0"}}},
      {"uniqueItems",
       of_a(R"({"uniqueItems": true})"),
       R"({"a": [1, 1.0]})",
       {{"a", "uniqueItems"}}},
      {"items: the element's place",
       of_a(R"({"items": {"type": "string"}})"),
       R"({"a": ["x", 1, "y", 2]})",
       {{"a.1", "type: string"}, {"a.3", "type: string"}}},
      {"items in turn",
       of_a(R"({"items": [{"type": "string"}, {"minimum": 5}]})"),
       R"({"a": [0, 0, 0]})",
       {{"a.0", "type: string"}, {"a.1", "minimum: 5"}}},
      {"additionalItems",
       of_a(R"({"items": [{}], "additionalItems": false})"),
       R"({"a": [1, 2, 3]})",
       {{"a.1", "additionalItems"}, {"a.2", "additionalItems"}}},
      {"additionalItems with a schema",
       of_a(R"({"items": [{}], "additionalItems": {"type": "string"}})"),
       R"({"a": [1, "x", 3]})",
       {{"a.2", "type: string"}}},
      {"required: the missing path",
       of_a(R"({"required": ["b", "c", "d"]})"),
       R"({"a": {"c": 1}})",
       {{"a.b", "required"}, {"a.d", "required"}}},
      {"required of the document itself",
       schema(R"({"required": ["a"]})"),
       "{}",
       {{"a", "required"}}},
      {"additionalProperties: the path that is too much",
       of_a(R"({"properties": {"b": {}}, "additionalProperties": false})"),
       R"({"a": {"b": 1, "c": 2, "d": 3}})",
       {{"a.c", "additionalProperties"}, {"a.d", "additionalProperties"}}},
      {"additionalProperties with a schema",
       of_a(R"({"additionalProperties": {"type": "string"}})"),
       R"({"a": {"b": 1, "c": "x"}})",
       {{"a.b", "type: string"}}},
      {"patternProperties",
       of_a(R"({"patternProperties": {"^n": {"minimum": 1}}})"),
       R"({"a": {"n1": 0, "m": 0, "n2": 2}})",
       {{"a.n1", "minimum: 1"}}},
      {"minProperties",
       of_a(R"({"minProperties": 1})"),
       R"({"a": {}})",
       {{"a", "minProperties: 1"}}},
      {"maxProperties",
       schema(R"({"maxProperties": 0})"),
       R"({"a": 1})",
       {{"", "maxProperties: 0"}}},
      {"dependencies on names",
       of_a(R"({"dependencies": {"card": ["billing", "name"]}})"),
       R"({"a": {"card": 1, "name": 2}})",
       {{"a.billing", "dependencies: card"}}},
      {"dependencies on a schema",
       of_a(R"({"dependencies": {"card": {"required": ["billing"]}}})"),
       R"({"a": {"card": 1}})",
       {{"a.billing", "required"}}},
      {"allOf tells what fails in it, once",
       of_a(R"({"allOf": [{"minimum": 5}, {"maximum": 1}, {"minimum": 5}]})"),
       R"({"a": 3})",
       {{"a", "minimum: 5"}, {"a", "maximum: 1"}}},
      {"anyOf",
       of_a(R"({"anyOf": [{"minimum": 5}, {"type": "string"}]})"),
       R"({"a": 3})",
       {{"a", "anyOf"}}},
      {"oneOf",
       of_a(R"({"oneOf": [{"minimum": 5}, {"minimum": 6}]})"),
       R"({"a": 7})",
       {{"a", "oneOf"}}},
      {"not", of_a(R"({"not": {"type": "string"}})"), R"({"a": "x"})", {{"a", "not"}}},
  });
}

TEST_CASE("All that fails is told, from the outside inwards", "[match][failures]") {
  check_failing({{"a nested document",
                  schema(R"({"required": ["name", "address"], "properties": {
                    "name": {"bsonType": "string"},
                    "address": {"required": ["city"], "properties": {"zip": {"pattern": "^[0-9]+$"}}},
                    "tags": {"items": {"properties": {"n": {"minimum": 1}}}}}})"),
                  R"({"name": 5, "address": {"zip": "x"}, "tags": [{"n": 1}, {"n": 0}]})",
                  {{"address.city", "required"},
                   {"address.zip", "pattern: ^[0-9]+$"},
                   {"name", "bsonType: string"},
                   {"tags.1.n", "minimum: 1"}}}});
}

TEST_CASE("Of a filter each condition that fails is told", "[match][failures]") {
  check_failing({
      {"equality", R"({"a": 1, "b": "x"})", R"({"b": "y"})", {{"a", "$eq: 1"}, {"b", "$eq: x"}}},
      {"several operators at one path",
       R"({"a": {"$gt": 5, "$lt": 9, "$type": "int"}})",
       R"({"a": 4.5})",
       {{"a", "$gt: 5"}, {"a", "$type"}}},
      {"dotted paths", R"({"a.b": {"$exists": true}})", "{}", {{"a.b", "$exists"}}},
      {"negations",
       R"({"a": {"$ne": 1}, "b": {"$not": {"$gt": 1}}, "c": {"$nin": [1, 2]}})",
       R"({"a": 1, "b": 2, "c": 2})",
       {{"a", "$ne: 1"}, {"b", "$not"}, {"c", "$nin"}}},
      {"a list", R"({"a": {"$in": ["x", "y"]}})", R"({"a": "z"})", {{"a", "$in"}}},
      {"a regular expression",
       R"({"a": {"$regularExpression": {"pattern": "^x", "options": ""}}})",
       R"({"a": "y"})",
       {{"a", "$regex"}}},
      {"$all", R"({"a": {"$all": [1, 2]}})", R"({"a": [1]})", {{"a", "$all"}}},
      {"$elemMatch",
       R"({"a": {"$elemMatch": {"b": 1}}})",
       R"({"a": [{"b": 2}]})",
       {{"a", "$elemMatch"}}},
      {"$and is its conditions",
       R"({"$and": [{"a": 1}, {"$and": [{"b": 2}, {"c": 3}]}]})",
       R"({"c": 3})",
       {{"a", "$eq: 1"}, {"b", "$eq: 2"}}},
      {"$or and $nor are told as such",
       R"({"$or": [{"a": 1}, {"b": 1}], "$nor": [{"c": 1}]})",
       R"({"c": 1})",
       {{"", "$or"}, {"", "$nor"}}},
      {"a schema beside conditions",
       R"({"$jsonSchema": {"required": ["a"]}, "b": {"$gte": 1}, "$comment": "x"})",
       R"({"b": 0})",
       {{"a", "required"}, {"b", "$gte: 1"}}},
      {"nothing matches", R"({"$alwaysFalse": 1})", "{}", {{"", "$alwaysFalse"}}},
  });
}

TEST_CASE("No failure holds a value of the document", "[match][failures]") {
  const auto filter = filter_of(
      R"({"$jsonSchema": {"properties": {"a": {"bsonType": "int", "pattern": "^x$", "enum": [1]},
          "b": {"uniqueItems": true, "items": {"minimum": 5}}}}, "a": 1, "b": {"$gt": 1}})");
  const auto failures = filter.failures(
      Value::parse(R"({"a": "ann@example.org", "b": ["ann@example.org", "ann@example.org", 4]})"));
  CHECK(failures.size() == 6);
  for (const RuleFailure& failure : failures) {
    INFO(failure.path << " | " << failure.rule);
    CHECK((failure.path + failure.rule).find("ann") == std::string::npos);
  }
}

TEST_CASE("A long operand is cut between two characters, and long lists of failures end",
          "[match][failures]") {
  std::string word = "x";
  for (int i = 0; i < 100; ++i) word += "ü";
  const auto long_rule =
      filter_of(of_a(R"({"enum": [")" + word + R"("]})")).failures(Value::parse(R"({"a": 1})"));
  REQUIRE(long_rule.size() == 1);
  CHECK(long_rule.front().rule.size() < 115);
  CHECK_NOTHROW(Value(long_rule.front().rule).dump());  // UTF-8

  Value many{{"a", Value::array()}};
  for (int i = 0; i < 5000; ++i) many["a"].push_back(i);
  const auto failures = filter_of(of_a(R"({"items": {"type": "string"}})")).failures(many);
  CHECK(failures.size() == 1000);
  CHECK(failures.back() == RuleFailure{"a.999", "type: string"});
}

}  // namespace match_failures_test
