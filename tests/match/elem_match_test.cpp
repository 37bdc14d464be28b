#include "match/operators/elem_match.hpp"

#include "cases.hpp"

namespace match_elem_match_test {

using profilestore::Value;

TEST_CASE("$elemMatch applies operators to one element", "[match][elemMatch]") {
  cases::check_matching({
      {"a range",
       R"({"a": {"$elemMatch": {"$gt": 5, "$lt": 10}}})",
       {R"({"a": [1, 7]})"},
       {R"({"a": [1, 12]})", R"({"a": 7})", R"({"a": []})", R"({})", R"({"a": {"x": 7}})"}},
      {"a negation",
       R"({"a": {"$elemMatch": {"$ne": 1}}})",
       {R"({"a": [1, 2]})"},
       {R"({"a": [1]})", R"({"a": []})"}},
      {"$not",
       R"({"a": {"$elemMatch": {"$not": {"$gt": 5}, "$gt": 0}}})",
       {R"({"a": [9, 3]})"},
       {R"({"a": [9, -3]})"}},
      {"$nin",
       R"({"a": {"$elemMatch": {"$nin": [1, null]}}})",
       {R"({"a": [1, 2]})"},
       {R"({"a": [1, null]})"}},
      {"null",
       R"({"a": {"$elemMatch": {"$eq": null}}})",
       {R"({"a": [1, null]})"},
       {R"({"a": [1]})", R"({})"}},
      {"an element that is an array is not entered",
       R"({"a": {"$elemMatch": {"$gt": 5}}})",
       {R"({"a": [6]})"},
       {R"({"a": [[6]]})"}},
      {"an array as a whole",
       R"({"a": {"$elemMatch": {"$eq": [1, 2]}}})",
       {R"({"a": [[1, 2]]})"},
       {R"({"a": [1, 2]})"}},
      {"$elemMatch in it",
       R"({"a": {"$elemMatch": {"$elemMatch": {"$gt": 5}}}})",
       {R"({"a": [1, [6]]})"},
       {R"({"a": [6]})"}},
      {"$size",
       R"({"a": {"$elemMatch": {"$size": 2}}})",
       {R"({"a": [[1, 2]]})"},
       {R"({"a": [1, 2]})"}},
      {"$type",
       R"({"a": {"$elemMatch": {"$type": "string", "$regex": "x"}}})",
       {R"({"a": ["xx"]})"},
       {R"({"a": ["y"]})"}},
      {"$exists",
       R"({"a": {"$elemMatch": {"$exists": true}}})",
       {R"({"a": [null]})"},
       {R"({"a": []})"}},
      {"$all of one value",
       R"({"a": {"$elemMatch": {"$all": [1]}}})",
       {R"({"a": [1]})"},
       {R"({"a": [2]})"}},
      {"a regex, as v1 writes $regex with $options",
       R"({"a": {"$elemMatch": {"$regularExpression": {"pattern": "x", "options": "i"}}}})",
       {R"({"a": ["X"]})"},
       {R"({"a": ["y"]})", R"({"a": "x"})"}},
  });
}

TEST_CASE("$elemMatch applies a filter to one element", "[match][elemMatch]") {
  cases::check_matching({
      {"two fields of one element",
       R"({"a": {"$elemMatch": {"x": 1, "y": {"$gt": 5}}}})",
       {R"({"a": [1, {"x": 1, "y": 6}]})"},
       {R"({"a": [{"x": 1}, {"y": 6}]})", R"({"a": {"x": 1, "y": 6}})"}},
      {"a missing field",
       R"({"a": {"$elemMatch": {"x": null}}})",
       {R"({"a": [{"y": 1}]})"},
       {R"({"a": [1]})", R"({"a": [{"x": 1}]})"}},
      {"no condition",
       R"({"a": {"$elemMatch": {}}})",
       {R"({"a": [{}]})", R"({"a": [[]]})"},
       {R"({"a": [1]})", R"({"a": []})"}},
      {"$or",
       R"({"a": {"$elemMatch": {"$or": [{"x": 1}, {"y": 2}]}}})",
       {R"({"a": [{"y": 2}]})"},
       {R"({"a": [{"y": 1}]})"}},
      {"a comment first",
       R"({"a": {"$elemMatch": {"$comment": "why", "x": 1}}})",
       {R"({"a": [{"x": 1}]})"},
       {R"({"a": [{"x": 2}]})"}},
      {"a nested $elemMatch",
       R"({"a": {"$elemMatch": {"b": {"$elemMatch": {"$gt": 5}}, "c": 1}}})",
       {R"({"a": [{"b": [1, 6], "c": 1}]})"},
       {R"({"a": [{"b": [6]}, {"b": [1], "c": 1}]})"}},
      {"an element that is an array has its indexes as fields",
       R"({"a": {"$elemMatch": {"0": 1, "1.x": 2}}})",
       {R"({"a": [[1, {"x": 2}]]})"},
       {R"({"a": [1, {"x": 2}]})", R"({"a": [[2, {"x": 2}]]})"}},
      {"beyond an array",
       R"({"a.b": {"$elemMatch": {"x": 1}}})",
       {R"({"a": [{"b": []}, {"b": [{"x": 1}]}]})"},
       {R"({"a": [{"b": {"x": 1}}]})"}},
      {"a wrapper is no object",
       R"({"a": {"$elemMatch": {"x": null}}})",
       {},
       {R"({"a": [{"$oid": "507f1f77bcf86cd799439011"}]})"}},
  });
}

TEST_CASE("$elemMatch negated", "[match][elemMatch]") {
  cases::check_matching({
      {"$not",
       R"({"a": {"$not": {"$elemMatch": {"$gt": 5}}}})",
       {R"({})", R"({"a": [1]})", R"({"a": 6})"},
       {R"({"a": [6]})"}},
  });
}

TEST_CASE("$elemMatch names the element", "[match][elemMatch][position]") {
  const auto position = [](const char* filter, const char* document) {
    const auto match = cases::filter_of(filter).match(Value::parse(document));
    REQUIRE(match);
    return match->position;
  };
  CHECK(position(R"({"a": {"$elemMatch": {"$gt": 5}}})", R"({"a": [1, 9]})") == 1);
  CHECK(position(R"({"a": {"$elemMatch": {"x": 1}}})", R"({"a": [{}, {"x": 1}]})") == 1);
  CHECK(position(R"({"a.b": {"$elemMatch": {"$gt": 5}}})",
                 R"({"a": [{}, {"b": [1]}, {"b": [9]}]})") == 2);
  CHECK(position(R"({"a": {"$all": [{"$elemMatch": {"x": 1}}, {"$elemMatch": {"x": 2}}]}})",
                 R"({"a": [{"x": 1}, {"x": 2}]})") == 1);
  CHECK_FALSE(position(R"({"a": {"$not": {"$elemMatch": {"$gt": 5}}}})", R"({"a": [1]})"));
  CHECK_FALSE(position(R"({"a": {"$size": 1}})", R"({"a": [1]})"));
}

TEST_CASE("$elemMatch takes an object", "[match][elemMatch][refusal]") {
  for (const char* operand : {"1", "null", "[]", R"([{"x": 1}])", R"({"$minKey": 1})"})
    cases::check_refused({{operand, R"({"a": {"$elemMatch": )" + std::string(operand) + "}}",
                           "$elemMatch needs an Object", "a", "$elemMatch"}});
  cases::check_refused({
      {"another operator", R"({"a": {"$elemMatch": {"$foo": 1}}})", "unknown operator: $foo", "a",
       "$foo"},
      {"$where", R"({"a": {"$elemMatch": {"$where": "true"}}})", "$where is not supported", "",
       "$where"},
      {"at the top", R"({"$elemMatch": {"x": 1}})", "unknown top level operator: $elemMatch", "",
       "$elemMatch"},
  });
}

}  // namespace match_elem_match_test
