#include "match/operators/membership.hpp"

#include "cases.hpp"

namespace match_membership_test {

TEST_CASE("$in matches any of its values as equality does", "[match][in]") {
  cases::check_matching({
      {"mixed types",
       R"({"a": {"$in": [1, "x", true]}})",
       {R"({"a": 1.0})", R"({"a": "x"})", R"({"a": true})", R"({"a": [5, "x"]})",
        R"({"a": {"$numberDecimal": "1"}})"},
       {R"({"a": 2})", R"({"a": "1"})", R"({"a": false})", R"({})", R"({"a": null})",
        R"({"a": [[1]]})"}},
      {"null is a missing field too",
       R"({"a": {"$in": [null, 1]}})",
       {R"({"a": null})", R"({})", R"({"a": 1})", R"({"a": [null]})"},
       {R"({"a": 0})", R"({"a": []})", R"({"a": {"$undefined": true}})"}},
      {"null beyond arrays",
       R"({"a.b": {"$in": [null, 7]}})",
       {R"({"a": 5})", R"({"a": [{"b": 1}, {}]})"},
       {R"({"a": []})", R"({"a": [5]})", R"({"a": [{"b": 1}]})"}},
      {"arrays as a whole",
       R"({"a": {"$in": [[1, 2], []]}})",
       {R"({"a": [1, 2]})", R"({"a": []})", R"({"a": [[1, 2]]})"},
       {R"({"a": [1]})", R"({"a": 1})"}},
      {"objects in their order",
       R"({"a": {"$in": [{"x": 1, "y": 2}, 5]}})",
       {R"({"a": {"x": 1, "y": 2}})"},
       {R"({"a": {"y": 2, "x": 1}})"}},
      {"NaN",
       R"({"a": {"$in": [{"$numberDouble": "NaN"}, 5]}})",
       {R"({"a": {"$numberDecimal": "NaN"}})"},
       {R"({"a": 1})"}},
      {"MinKey is itself alone",
       R"({"a": {"$in": [{"$minKey": 1}, {"$maxKey": 1}]}})",
       {R"({"a": {"$minKey": 1}})"},
       {R"({"a": 1})", R"({})"}},
      {"a DBRef",
       R"({"a": {"$in": [{"$ref": "c", "$id": 1}]}})",
       {R"({"a": {"$ref": "c", "$id": 1}})"},
       {}},
      {"no value", R"({"a": {"$in": []}})", {}, {R"({"a": 1})", R"({})", R"({"a": []})"}},
  });
}

TEST_CASE("$nin matches what $in does not", "[match][in]") {
  cases::check_matching({
      {"values",
       R"({"a": {"$nin": [1, 2]}})",
       {R"({"a": 3})", R"({})", R"({"a": [3, 4]})", R"({"a": null})"},
       {R"({"a": 1})", R"({"a": [3, 2]})"}},
      {"null", R"({"a": {"$nin": [null]}})", {R"({"a": 1})"}, {R"({"a": null})", R"({})"}},
      {"no value", R"({"a": {"$nin": []}})", {R"({"a": 1})", R"({})"}, {}},
  });
}

TEST_CASE("$in and $nin refuse what is no list of values", "[match][in][refusal]") {
  cases::check_refused({
      {"a scalar", R"({"a": {"$in": 1}})", "$in needs an array", "a", "$in"},
      {"null", R"({"a": {"$nin": null}})", "$nin needs an array", "a", "$nin"},
      {"a wrapper", R"({"a": {"$in": {"$minKey": 1}}})", "$in needs an array", "a", "$in"},
      {"an operator", R"({"a": {"$nin": [{"$gt": 1}]}})", "cannot nest $ under $nin", "a", "$nin"},
      {"undefined", R"({"a": {"$in": [{"$undefined": true}]}})", "$in cannot hold undefined", "a",
       "$in"},
  });
}

}  // namespace match_membership_test
