#include "match/equalities.hpp"

#include "cases.hpp"

namespace match_equalities_test {

using profilestore::Value;

namespace {

struct Row {
  const char* description;
  const char* filter;
  const char* pinned;  // "path: value, …"
  bool complete;
};

void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    INFO(row.description << ": " << row.filter);
    const auto filter = cases::filter_of(row.filter);
    std::string pinned;
    for (const auto& [path, value] : filter.equalities())
      pinned += (pinned.empty() ? "" : ", ") + path + ": " + value.dump();
    CHECK(pinned == row.pinned);
    CHECK(filter.only_equalities() == row.complete);
  }
}

}  // namespace

TEST_CASE("every spelling of an equality pins its path", "[match][equalities]") {
  check({
      {"nothing", R"({})", "", true},
      {"a literal", R"({"a": 1})", "a: 1", true},
      {"$eq", R"({"a": {"$eq": 1}})", "a: 1", true},
      {"$in of one value", R"({"a": {"$in": [1]}})", "a: 1", true},
      {"$in of one value several times", R"({"a": {"$in": [1, 1]}})", "a: 1", true},
      {"$or of one branch", R"({"$or": [{"a": 1, "b": 2}]})", "a: 1, b: 2", true},
      {"$or of the same branches", R"({"$or": [{"a": 1}, {"a": 1}]})", "a: 1", true},
      {"nested $and", R"({"$and": [{"a": 1}, {"$and": [{"b": 2}, {}]}]})", "a: 1, b: 2", true},
      {"null", R"({"a": null})", "a: null", true},
      {"an array", R"({"a": [1, 2]})", "a: [1,2]", true},
      {"an object", R"({"a": {"x.y": 1}})", R"(a: {"x.y":1})", true},
      {"a regular expression, by $eq",
       R"({"a": {"$eq": {"$regularExpression": {"pattern": "x", "options": ""}}}})",
       R"(a: {"$regularExpression":{"pattern":"x","options":""}})", true},
      {"in the filter's order", R"({"b.c": 1, "a": 2, "_id": 3})", "b.c: 1, a: 2, _id: 3", true},
  });
}

TEST_CASE("an equal pair is listed once, two values of a path twice", "[match][equalities]") {
  check({
      {"equal", R"({"a": 1, "$and": [{"a": 1}, {"a": {"$in": [1]}}]})", "a: 1", true},
      {"equal across numeric types", R"({"$and": [{"a": 1}, {"a": 1.0}]})", "a: 1", true},
      {"different", R"({"$and": [{"a": 1}, {"a": 2}]})", "a: 1, a: 2", true},
      {"a path and its parent", R"({"a": {}, "a.b": 1})", "a: {}, a.b: 1", true},
  });
}

TEST_CASE("what is no equality pins nothing and blocks nothing", "[match][equalities]") {
  check({
      {"beside one", R"({"a": {"$eq": 2, "$gt": 20}})", "a: 2", false},
      {"of another path", R"({"a": 1, "b": {"$exists": true}})", "a: 1", false},
      {"a range", R"({"a": {"$gte": 1, "$lte": 1}})", "", false},
      {"$ne and $nin", R"({"a": {"$ne": 1}, "b": {"$nin": [1]}})", "", false},
      {"$in of several values", R"({"a": {"$in": [1, 2]}, "b": 1})", "b: 1", false},
      {"$in of none", R"({"a": {"$in": []}})", "", false},
      {"$or of several branches", R"({"$or": [{"a": 1}, {"a": 2}]})", "", false},
      {"$nor", R"({"$nor": [{"a": 1}]})", "", false},
      {"$not", R"({"a": {"$not": {"$ne": 1}}})", "", false},
      {"a $nor beside an equality", R"({"a": 1, "$nor": [{"b": 1}]})", "a: 1", false},
  });
}

}  // namespace match_equalities_test
