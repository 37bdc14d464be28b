#include "match/parser.hpp"

#include "cases.hpp"
#include "store/caught.hpp"

namespace match_parser_test {

using profilestore::Value;

TEST_CASE("a filter matches the documents that fulfil all of its fields", "[match]") {
  cases::check_matching({
      {"no field", R"({})", {R"({})", R"({"a": 1})"}, {}},
      {"one field", R"({"a": 1})", {R"({"a": 1, "b": 2})"}, {R"({"a": 2})", R"({"b": 1})"}},
      {"two fields", R"({"a": 1, "b": 2})", {R"({"b": 2, "a": 1})"}, {R"({"a": 1})"}},
      {"several operators of a field",
       R"({"a": {"$gt": 1, "$lt": 9, "$ne": 5}})",
       {R"({"a": 2})"},
       {R"({"a": 1})", R"({"a": 5})", R"({"a": 9})"}},
      {"several operators may pass on several elements of an array",
       R"({"a": {"$gt": 5, "$lt": 10}})",
       {R"({"a": [3, 12]})"},
       {R"({"a": [12]})"}},
  });
}

TEST_CASE("an object that does not begin with an operator is a literal", "[match]") {
  cases::check_matching({
      {"as a whole, in this order",
       R"({"a": {"x": 1, "y": 2}})",
       {R"({"a": {"x": 1, "y": 2}})", R"({"a": [{"x": 1, "y": 2}]})"},
       {R"({"a": {"y": 2, "x": 1}})", R"({"a": {"x": 1, "y": 2, "z": 3}})", R"({"a": {"x": 1}})"}},
      {"the empty one", R"({"a": {}})", {R"({"a": {}})"}, {R"({"a": {"x": 1}})", R"({})"}},
      {"operators behind the first name or deeper are names",
       R"({"a": {"x": {"$gt": 1}, "$lt": 2}})",
       {R"({"a": {"x": {"$gt": 1}, "$lt": 2}})"},
       {R"({"a": {"x": 2}})"}},
      {"a DBRef", R"({"a": {"$ref": "c", "$id": 1}})", {R"({"a": {"$ref": "c", "$id": 1}})"}, {}},
  });
}

TEST_CASE("a wrapper is a value, not an operator", "[match]") {
  cases::check_matching({
      {"an ObjectId",
       R"({"a": {"$oid": "507f1f77bcf86cd799439011"}})",
       {R"({"a": {"$oid": "507f1f77bcf86cd799439011"}})"},
       {R"({"a": "507f1f77bcf86cd799439011"})"}},
      {"a date",
       R"({"a": {"$date": "2024-01-01T00:00:00Z"}})",
       {R"({"a": {"$date": "2024-01-01T00:00:00Z"}})"},
       {R"({"a": {"$date": "2024-01-01T00:00:00.001Z"}})"}},
      {"an Int64", R"({"a": {"$numberLong": "5"}})", {R"({"a": 5})", R"({"a": 5.0})"}, {}},
  });
}

TEST_CASE("MongoDB's words refuse what its language does not have", "[match][refusal]") {
  cases::check_refused({
      {"a field's operator", R"({"a.b": {"$foo": 1}})", "unknown operator: $foo", "a.b", "$foo"},
      {"a name among operators", R"({"a": {"$gt": 1, "b": 2}})", "unknown operator: b", "a", "b"},
      {"a top-level operator", R"({"$foo": 1})", "unknown top level operator: $foo", "", "$foo"},
      {"a field's operator at the top", R"({"$gt": 1})", "unknown top level operator: $gt", "",
       "$gt"},
      {"a top-level operator at a field", R"({"a": {"$nor": [{"b": 1}]}})",
       "unknown operator: $nor", "a", "$nor"},
      {"a wrapper at the top is no value", R"({"$minKey": 1})",
       "unknown top level operator: $minKey", "", "$minKey"},
      {"half a DBRef", R"({"a": {"$ref": "c"}})", "unknown operator: $ref", "a", "$ref"},
      {"undefined", R"({"a": {"$undefined": true}})", "cannot compare to undefined", "a", "$eq"},
  });
}

TEST_CASE("a filter that is no object is a TypeMismatch", "[match][refusal]") {
  for (const char* text : {"[]", "1", "null", "\"x\""}) {
    INFO(text);
    const auto refusal = caught<profilestore::InvalidFilter>([&] { cases::filter_of(text); });
    REQUIRE(refusal);
    CHECK(refusal->code() == 14);
  }
}

TEST_CASE("a filter is at most 100 levels deep", "[match][refusal]") {
  const auto nested = [](int levels, const std::string& open, const std::string& close) {
    std::string text = R"({"a": {"$gt": 1}})";
    for (int i = 0; i < levels; ++i) text = open + text + close;
    return text;
  };
  CHECK_NOTHROW(cases::filter_of(nested(100, R"({"$and": [)", "]}")));
  CHECK_THROWS_AS(cases::filter_of(nested(101, R"({"$and": [)", "]}")),
                  profilestore::InvalidFilter);

  std::string nots = R"({"$gt": 1})";
  for (int i = 0; i < 101; ++i) nots = R"({"$not": )" + nots + "}";
  CHECK_THROWS_AS(cases::filter_of(R"({"a": )" + nots + "}"), profilestore::InvalidFilter);
}

TEST_CASE("a comment has no part in matching", "[match]") {
  cases::check_matching(
      {{"at the top", R"({"a": 1, "$comment": "why"})", {R"({"a": 1})"}, {R"({})"}}});
  CHECK(cases::filter_of(R"({"a": 1, "$comment": "why"})").only_equalities());
}

}  // namespace match_parser_test
