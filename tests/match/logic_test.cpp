#include "match/operators/logic.hpp"

#include "cases.hpp"

namespace match_logic_test {

TEST_CASE("$and, $or and $nor combine filters", "[match][logic]") {
  cases::check_matching({
      {"all of them",
       R"({"$and": [{"a": 1}, {"b": {"$gt": 2}}]})",
       {R"({"a": 1, "b": 3})"},
       {R"({"a": 1, "b": 2})", R"({"b": 3})"}},
      {"any of them",
       R"({"$or": [{"a": 1}, {"b": 2}]})",
       {R"({"a": 1})", R"({"b": 2})", R"({"a": 1, "b": 2})"},
       {R"({"a": 2, "b": 1})", R"({})"}},
      {"none of them",
       R"({"$nor": [{"a": 1}, {"b": 2}]})",
       {R"({"a": 2, "b": 1})", R"({})"},
       {R"({"a": 1})", R"({"b": 2})", R"({"a": [0, 1]})"}},
      {"beside a field",
       R"({"x": 1, "$or": [{"a": 1}, {"b": 2}]})",
       {R"({"x": 1, "b": 2})"},
       {R"({"x": 2, "b": 2})", R"({"x": 1})"}},
      {"within each other",
       R"({"$and": [{"$or": [{"a": 1}, {"a": 2}]}, {"$nor": [{"b": 3}]}]})",
       {R"({"a": 2, "b": 1})"},
       {R"({"a": 2, "b": 3})", R"({"a": 3})"}},
      {"of the empty filter, which matches everything", R"({"$and": [{}]})", {R"({})"}, {}},
      {"none of everything is nothing", R"({"$nor": [{}]})", {}, {R"({})", R"({"a": 1})"}},
      {"the same filter several times",
       R"({"$or": [{"a": 1}, {"a": 1}]})",
       {R"({"a": 1})"},
       {R"({"a": 2})"}},
  });
}

TEST_CASE("$and, $or and $nor take a non-empty array of filters", "[match][logic][refusal]") {
  for (const std::string op : {"$and", "$or", "$nor"}) {
    const auto with = [&](const char* operand) { return R"({")" + op + R"(": )" + operand + "}"; };
    cases::check_refused({
        {"empty", with("[]"), op + " must be a nonempty array", "", op},
        {"an object", with(R"({"a": 1})"), op + " must be an array", "", op},
        {"null", with("null"), op + " must be an array", "", op},
        {"of null", with("[null]"), op + " entries need to be full objects", "", op},
        {"of a scalar", with(R"([{"a": 1}, 1])"), op + " entries need to be full objects", "", op},
        {"of an array", with(R"([[{"a": 1}]])"), op + " entries need to be full objects", "", op},
        {"of a value", with(R"([{"$minKey": 1}])"), op + " entries need to be full objects", "",
         op},
        {"of a filter that is wrong", with(R"([{"a": {"$foo": 1}}])"), "unknown operator: $foo",
         "a", "$foo"},
    });
  }
}

TEST_CASE("$not negates the operators of a field as one", "[match][logic]") {
  cases::check_matching({
      {"a range",
       R"({"a": {"$not": {"$gt": 5}}})",
       {R"({"a": 5})", R"({})", R"({"a": null})", R"({"a": "x"})", R"({"a": [1, 2]})"},
       {R"({"a": 6})", R"({"a": [1, 6]})"}},
      {"several operators: not all of them hold",
       R"({"a": {"$not": {"$gt": 5, "$lt": 9}}})",
       {R"({"a": 5})", R"({"a": 9})", R"({})"},
       {R"({"a": 7})", R"({"a": [1, 20]})"}},
      {"a negation", R"({"a": {"$not": {"$ne": 5}}})", {R"({"a": 5})"}, {R"({"a": 6})", R"({})"}},
      {"twice", R"({"a": {"$not": {"$not": {"$gt": 5}}}})", {R"({"a": 6})"}, {R"({"a": 5})"}},
      {"beside others",
       R"({"a": {"$not": {"$gt": 5}, "$exists": true}})",
       {R"({"a": 5})"},
       {R"({"a": 6})", R"({})"}},
      {"$exists", R"({"a": {"$not": {"$exists": true}}})", {R"({})"}, {R"({"a": null})"}},
  });
}

TEST_CASE("$not takes operators", "[match][logic][refusal]") {
  cases::check_refused({
      {"a scalar", R"({"a": {"$not": 5}})", "$not needs a regex or a document", "a", "$not"},
      {"an array", R"({"a": {"$not": []}})", "$not needs a regex or a document", "a", "$not"},
      {"a wrapper", R"({"a": {"$not": {"$minKey": 1}}})", "$not needs a regex or a document", "a",
       "$not"},
      {"no operator", R"({"a": {"$not": {}}})", "$not cannot be empty", "a", "$not"},
      {"a literal", R"({"a": {"$not": {"b": 1}}})", "unknown operator: b", "a", "b"},
      {"at the top", R"({"$not": {"a": 1}})", "unknown top level operator: $not", "", "$not"},
  });
}

}  // namespace match_logic_test
