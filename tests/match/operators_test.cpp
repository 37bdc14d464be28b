#include "match/operators.hpp"

#include <string>

#include "cases.hpp"
#include "store/caught.hpp"

namespace match_operators_test {

using profilestore::InvalidFilter;
using profilestore::Value;

namespace {

struct Effect {
  std::string name;
  std::string filter, matching, other;
};

// Every query operator of MongoDB's manual that this library has, with a document that it tells
// from another.
const std::vector<Effect> effects{
    {"$eq", R"({"a": {"$eq": 1}})", R"({"a": 1})", R"({"a": 2})"},
    {"$ne", R"({"a": {"$ne": 1}})", R"({"a": 2})", R"({"a": 1})"},
    {"$gt", R"({"a": {"$gt": 1}})", R"({"a": 2})", R"({"a": 1})"},
    {"$gte", R"({"a": {"$gte": 1}})", R"({"a": 1})", R"({"a": 0})"},
    {"$lt", R"({"a": {"$lt": 1}})", R"({"a": 0})", R"({"a": 1})"},
    {"$lte", R"({"a": {"$lte": 1}})", R"({"a": 1})", R"({"a": 2})"},
    {"$in", R"({"a": {"$in": [1]}})", R"({"a": 1})", R"({"a": 2})"},
    {"$nin", R"({"a": {"$nin": [1]}})", R"({"a": 2})", R"({"a": 1})"},
    {"$and", R"({"$and": [{"a": 1}]})", R"({"a": 1})", R"({"a": 2})"},
    {"$or", R"({"$or": [{"a": 1}]})", R"({"a": 1})", R"({"a": 2})"},
    {"$nor", R"({"$nor": [{"a": 1}]})", R"({"a": 2})", R"({"a": 1})"},
    {"$not", R"({"a": {"$not": {"$gt": 1}}})", R"({"a": 1})", R"({"a": 2})"},
    {"$exists", R"({"a": {"$exists": true}})", R"({"a": 1})", R"({})"},
    {"$type", R"({"a": {"$type": "int"}})", R"({"a": 1})", R"({"a": "1"})"},
    {"$mod", R"({"a": {"$mod": [2, 0]}})", R"({"a": 2})", R"({"a": 1})"},
    {"$regex", R"({"a": {"$regex": "x"}})", R"({"a": "x"})", R"({"a": "X"})"},
    {"$options", R"({"a": {"$regex": "x", "$options": "i"}})", R"({"a": "X"})", R"({"a": "y"})"},
    {"$all", R"({"a": {"$all": [1, 2]}})", R"({"a": [1, 2]})", R"({"a": [1]})"},
    {"$elemMatch", R"({"a": {"$elemMatch": {"$eq": 1}}})", R"({"a": [1]})", R"({"a": 1})"},
    {"$size", R"({"a": {"$size": 1}})", R"({"a": [1]})", R"({"a": []})"},
    {"$bitsAllSet", R"({"a": {"$bitsAllSet": 3}})", R"({"a": 3})", R"({"a": 1})"},
    {"$bitsAnySet", R"({"a": {"$bitsAnySet": 3}})", R"({"a": 1})", R"({"a": 4})"},
    {"$bitsAllClear", R"({"a": {"$bitsAllClear": 3}})", R"({"a": 4})", R"({"a": 1})"},
    {"$bitsAnyClear", R"({"a": {"$bitsAnyClear": 3}})", R"({"a": 1})", R"({"a": 3})"},
    {"$jsonSchema", R"({"$jsonSchema": {"required": ["a"]}})", R"({"a": 1})", R"({})"},
    {"$comment", R"({"a": 1, "$comment": "why"})", R"({"a": 1})", R"({"a": 2})"},
    {"$alwaysTrue", R"({"$alwaysTrue": 1})", R"({})", ""},
    {"$alwaysFalse", R"({"$alwaysFalse": 1})", "", R"({})"},
};

void check_names_it(const std::string& filter, const std::string& name) {
  INFO(filter);
  const auto refusal = caught<InvalidFilter>([&] { cases::filter_of(filter); });
  REQUIRE(refusal);
  CHECK(refusal->code() != 0);
  CHECK(refusal->operator_name() == name);
  CHECK(std::string(refusal->what()).find(name) != std::string::npos);
}

}  // namespace

TEST_CASE("every operator of MongoDB's manual has its effect or is refused by its name",
          "[match][operators]") {
  for (const Effect& effect : effects) {
    INFO(effect.name);
    const auto filter = cases::filter_of(effect.filter);
    if (!effect.matching.empty()) CHECK(filter.matches(Value::parse(effect.matching)));
    if (!effect.other.empty()) CHECK_FALSE(filter.matches(Value::parse(effect.other)));
  }
  for (const std::string name :
       {"$geoIntersects", "$geoWithin",   "$near", "$nearSphere", "$within",       "$geoNear",
        "$maxDistance",   "$minDistance", "$box",  "$center",     "$centerSphere", "$geometry",
        "$polygon",       "$uniqueDocs",  "$rand", "$natural",    "$where",        "$text",
        "$expr",          "$search",      "$meta"})
    check_names_it(Value{{"a", {{name, 1}}}}.dump(), name);
  for (const std::string name : {"$where", "$text", "$sampleRate", "$rand", "$natural"})
    check_names_it(Value{{name, 1}}.dump(), name);
}

TEST_CASE("what MongoDB has and this library has not is said to be so", "[match][refusal]") {
  for (const char* op : {"$geoIntersects", "$geoNear", "$geoWithin", "$maxDistance", "$minDistance",
                         "$near", "$nearSphere", "$within"})
    cases::check_refused({{"of a field", Value{{"a", {{op, 1}}}}.dump(),
                           std::string(op) + " is not supported", "a", op}});
  for (const char* op : {"$sampleRate", "$text", "$where"})
    cases::check_refused(
        {{"at the top", Value{{op, 1}}.dump(), std::string(op) + " is not supported", "", op}});
}

TEST_CASE("$alwaysTrue and $alwaysFalse take the number 1", "[match][refusal]") {
  for (const std::string op : {"$alwaysTrue", "$alwaysFalse"}) {
    CHECK_NOTHROW(cases::filter_of(R"({")" + op + R"(": 1.0})"));
    for (const char* operand : {"0", "true", "\"1\"", "{}", "1.5"})
      cases::check_refused({{operand, R"({")" + op + R"(": )" + operand + "}",
                             op + " must be an integer value of 1", "", op, 9}});
  }
}

TEST_CASE("the parts of a DBRef are fields", "[match]") {
  cases::check_matching({
      {"in an $elemMatch",
       R"({"a": {"$elemMatch": {"$ref": "c", "$id": 1}}})",
       {R"({"a": [{"$ref": "c", "$id": 1, "x": 2}]})"},
       {R"({"a": [{"$ref": "c", "$id": 2}]})", R"({"a": {"$ref": "c", "$id": 1}})"}},
  });
}

}  // namespace match_operators_test
