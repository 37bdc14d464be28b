#include "match/filter.hpp"

#include "cases.hpp"

namespace match_filter_test {

using profilestore::Value;
using profilestore::match::Match;

namespace {

struct Positional {
  std::string description;
  std::string filter;
  std::string document;
  std::optional<std::size_t> position;
};

void check_positions(const std::vector<Positional>& table) {
  for (const Positional& row : table) {
    INFO(row.description << ": " << row.filter << " on " << row.document);
    const auto filter = cases::filter_of(row.filter);
    const Value document = Value::parse(row.document);
    CHECK(filter.matches(document));
    const std::optional<Match> match = filter.match(document);
    REQUIRE(match);
    CHECK(match->position == row.position);
  }
}

}  // namespace

TEST_CASE("a match names the element of the array by which it matched", "[match][position]") {
  check_positions({
      {"no array", R"({"a": 1})", R"({"a": 1})", {}},
      {"an element", R"({"a": 2})", R"({"a": [1, 2, 2]})", 1},
      {"a range", R"({"a": {"$gt": 4}})", R"({"a": [1, 5, 9]})", 1},
      {"$in", R"({"a": {"$in": [9, 5]}})", R"({"a": [1, 5, 9]})", 1},
      {"the array as a whole", R"({"a": [1, 2]})", R"({"a": [1, 2]})", {}},
      {"an array in the array", R"({"a": [1, 2]})", R"({"a": [0, [1, 2]]})", 1},
      {"a field of the elements", R"({"a.b": 2})", R"({"a": [{"b": 1}, {"b": 2}]})", 1},
      {"a missing field of an element", R"({"a.b": null})", R"({"a": [{"b": 1}, {}]})", 1},
      {"the outermost array", R"({"a.b": 3})", R"({"a": [{"b": [1]}, {"b": [1, 2, 3]}]})", 1},
      {"an array below an object", R"({"a.b": 3})", R"({"a": {"b": [1, 2, 3]}})", 2},
      {"existence", R"({"a": {"$exists": true}})", R"({"a": [1, 2]})", 0},
      {"existence of an empty array", R"({"a": {"$exists": true}})", R"({"a": []})", {}},
      {"existence in the elements", R"({"a.b": {"$exists": true}})", R"({"a": [1, {"b": 1}]})", 1},
  });
}

TEST_CASE("an index in the path records no position of its own", "[match][position]") {
  check_positions({
      {"at the end", R"({"a.1": 2})", R"({"a": [1, 2]})", {}},
      {"on the way", R"({"a.1.b": 2})", R"({"a": [1, {"b": 2}]})", {}},
      {"on the way to an array", R"({"a.1.b": 2})", R"({"a": [1, {"b": [0, 0, 2]}]})", 2},
      {"to an array in the array", R"({"a.0.1": 2})", R"({"a": [[1, 2]]})", {}},
      {"which is a name in an element", R"({"a.1": 2})", R"({"a": [5, 6, {"1": 2}]})", 2},
  });
}

TEST_CASE("of several conditions the last through an array says the position",
          "[match][position]") {
  check_positions({
      {"the last", R"({"a": 1, "b": 2})", R"({"a": [1], "b": [1, 2]})", 1},
      {"in the order of paths", R"({"b": 2, "a": 1})", R"({"a": [1], "b": [1, 2]})", 1},
      {"$lt before $gt", R"({"a": {"$gt": 1, "$lt": 5}})", R"({"a": [1, 2, 3, 4, 5]})", 1},
      {"as written otherwise", R"({"a": {"$lt": 5, "$gt": 1}})", R"({"a": [1, 2, 3, 4, 5]})", 1},
      {"$eq before any range", R"({"b": {"$lt": 5}, "a": 1})", R"({"a": [0, 1], "b": [3]})", 0},
      {"$in behind any range", R"({"a": {"$in": [7, 8]}, "b": 3})", R"({"a": [1, 8], "b": [3]})",
       1},
      {"$and within", R"({"$and": [{"a": {"$gte": 3}}, {"$or": [{"a": {"$lte": 3}}]}]})",
       R"({"a": [1, 3]})", 1},
      {"one without an array", R"({"a": 2, "b": 2})", R"({"a": [1, 2], "b": 2})", 1},
      {"$and", R"({"$and": [{"a": 2}, {"b": 2}]})", R"({"a": [1, 2], "b": 2})", 1},
      {"a range of two", R"({"a": {"$gt": 1, "$lt": 1}})", R"({"a": [0, 2]})", 1},
  });
}

TEST_CASE("negations and alternatives record no position", "[match][position]") {
  check_positions({
      {"$ne", R"({"a": {"$ne": 5}})", R"({"a": [1, 2]})", {}},
      {"$nin", R"({"a": {"$nin": [5]}})", R"({"a": [1, 2]})", {}},
      {"$not", R"({"a": {"$not": {"$gt": 5}}})", R"({"a": [1, 2]})", {}},
      {"$nor", R"({"$nor": [{"a": 5}]})", R"({"a": [1, 2]})", {}},
      {"beside an equality", R"({"a": 2, "b": {"$ne": 1}})", R"({"a": [1, 2], "b": [5]})", 1},
      {"$or", R"({"$or": [{"a": 2}, {"b": 5}]})", R"({"a": [1, 2], "b": [5]})", {}},
      {"$or of one", R"({"$or": [{"a": 2}]})", R"({"a": [1, 2]})", 1},
      {"$or of equalities at one path", R"({"$or": [{"a": 3}, {"a": 2}]})", R"({"a": [1, 2, 3]})",
       1},
      {"$or of ranges at one path",
       R"({"$or": [{"a": {"$gt": 1}}, {"a": 0}]})",
       R"({"a": [1, 2]})",
       {}},
  });
}

TEST_CASE("a document that does not match has no match", "[match][position]") {
  CHECK_FALSE(cases::filter_of(R"({"a": 2, "b": 3})").match(Value::parse(R"({"a": [1, 2]})")));
}

}  // namespace match_filter_test
