#include "match/operators/all.hpp"

#include "cases.hpp"

namespace match_all_test {

TEST_CASE("$all asks for every one of its values", "[match][all]") {
  cases::check_matching({
      {"two values",
       R"({"a": {"$all": [1, 2]}})",
       {R"({"a": [2, 3, 1]})", R"({"a": [1.0, 2]})"},
       {R"({"a": [1]})", R"({"a": 1})", R"({"a": [[1, 2]]})", R"({})"}},
      {"one value",
       R"({"a": {"$all": [1]}})",
       {R"({"a": 1})", R"({"a": [1, 2]})"},
       {R"({"a": 2})"}},
      {"a value twice", R"({"a": {"$all": [1, 1]}})", {R"({"a": [1]})"}, {R"({"a": [2]})"}},
      {"none", R"({"a": {"$all": []}})", {}, {R"({"a": []})", R"({"a": [1]})", R"({})"}},
      {"null",
       R"({"a": {"$all": [null]}})",
       {R"({})", R"({"a": null})", R"({"a": [null, 1]})"},
       {R"({"a": 1})"}},
      {"an array",
       R"({"a": {"$all": [[1, 2]]}})",
       {R"({"a": [1, 2]})", R"({"a": [[1, 2], 3]})"},
       {R"({"a": [2, 1]})"}},
      {"an object in its order",
       R"({"a": {"$all": [{"x": 1, "y": 2}]}})",
       {R"({"a": [{"x": 1, "y": 2}]})"},
       {R"({"a": [{"y": 2, "x": 1}]})", R"({"a": [{"x": 1}]})"}},
      {"beyond an array",
       R"({"a.b": {"$all": [1, 2]}})",
       {R"({"a": [{"b": 1}, {"b": 2}]})"},
       {R"({"a": [{"b": 1}]})"}},
      {"regexes",
       R"({"a": {"$all": [{"$regularExpression": {"pattern": "^x", "options": ""}}, "y"]}})",
       {R"({"a": ["y", "xx"]})"},
       {R"({"a": ["y"]})", R"({"a": ["xx"]})"}},
      {"$elemMatch",
       R"({"a": {"$all": [{"$elemMatch": {"x": 1, "y": 1}}, {"$elemMatch": {"x": 2}}]}})",
       {R"({"a": [{"x": 2}, {"x": 1, "y": 1}]})"},
       {R"({"a": [{"x": 1}, {"x": 2, "y": 1}]})", R"({"a": {"x": 1, "y": 1}})"}},
      {"$elemMatch of values",
       R"({"a": {"$all": [{"$elemMatch": {"$gt": 1, "$lt": 3}}]}})",
       {R"({"a": [2]})"},
       {R"({"a": [1, 3]})"}},
      {"negated",
       R"({"a": {"$not": {"$all": [1, 2]}}})",
       {R"({"a": [1]})", R"({})"},
       {R"({"a": [1, 2]})"}},
      {"a DBRef",
       R"({"a": {"$all": [{"$ref": "c", "$id": 1}]}})",
       {R"({"a": [{"$ref": "c", "$id": 1}]})"},
       {R"({"a": []})"}},
  });
}

TEST_CASE("$all pins its values", "[match][all]") {
  const auto filter = cases::filter_of(R"({"a": {"$all": [1, 2]}, "b": {"$all": ["x"]}})");
  REQUIRE(filter.equalities().size() == 3);
  CHECK(filter.equalities()[2].path == "b");
  CHECK(filter.equalities()[2].value == "x");
  CHECK(filter.only_equalities());
}

TEST_CASE("$all refuses operators but a list of $elemMatch", "[match][all][refusal]") {
  for (const char* operand : {"1", "null", "{}", "true", R"({"$numberDecimal": "1"})"})
    cases::check_refused({{operand, R"({"a": {"$all": )" + std::string(operand) + "}}",
                           "$all needs an array", "a", "$all"}});
  cases::check_refused({
      {"an operator", R"({"a": {"$all": [{"$gt": 1}]}})", "no $ expressions in $all", "a", "$all"},
      {"$elemMatch, then a value", R"({"a": {"$all": [{"$elemMatch": {"x": 1}}, 2]}})",
       "$all/$elemMatch has to be consistent", "a", "$all"},
      {"a value, then $elemMatch", R"({"a": {"$all": [2, {"$elemMatch": {"x": 1}}]}})",
       "no $ expressions in $all", "a", "$all"},
      {"beside $elemMatch", R"({"a": {"$all": [{"$elemMatch": {"x": 1}, "$gt": 1}]}})",
       "no $ expressions beside $elemMatch in $all", "a", "$all"},
      {"undefined", R"({"a": {"$all": [{"$undefined": true}]}})", "cannot compare to undefined",
       "a", "$all"},
  });
}

}  // namespace match_all_test
