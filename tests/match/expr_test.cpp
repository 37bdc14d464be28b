// $expr: an expression as a condition on the whole document.
#include "match/operators/expr.hpp"

#include "cases.hpp"

namespace match_expr_test {

using profilestore::InvalidFilter;
using profilestore::Value;
using profilestore::match::Filter;
using profilestore::match::Terms;

TEST_CASE("$expr matches where its expression is true", "[match][expr]") {
  cases::check_matching({
      {"fields of one document are compared",
       R"({"$expr":{"$gt":["$a","$b"]}})",
       {R"({"a":2,"b":1})", R"({"a":"x","b":1})", R"({"a":1})"},
       {R"({"a":1,"b":1})", "{}"}},
      {"what is not false, null or zero is true",
       R"({"$expr":"$a"})",
       {R"({"a":[]})", R"({"a":""})"},
       {R"({"a":0})", R"({"a":null})", "{}"}},
      {"it stands beside conditions, and in logic",
       R"({"x":1,"$or":[{"$expr":{"$eq":["$a",1]}},{"b":2}]})",
       {R"({"x":1,"a":1})", R"({"x":1,"b":2})"},
       {R"({"x":1,"a":2})", R"({"a":1})"}},
      {"it is negated",
       R"({"$nor":[{"$expr":{"$eq":["$a",1]}}]})",
       {R"({"a":2})", "{}"},
       {R"({"a":1})"}},
  });
}

TEST_CASE("$expr is refused with the expression's code, and where it may not stand",
          "[match][expr]") {
  const auto code_of = [](const char* text) {
    try {
      cases::filter_of(text);
    } catch (const InvalidFilter& refusal) {
      return refusal.code();
    }
    return 0;
  };
  CHECK(code_of(R"({"$expr":{"$nope":1}})") == 168);
  CHECK(code_of(R"({"$expr":"$$x"})") == 17276);
  CHECK(code_of(R"({"$expr":{"$divide":[1,0]}})") == 2);
  CHECK(code_of(R"({"a":{"$elemMatch":{"$expr":true}}})") == 2);
  CHECK(code_of(R"({"a":{"$expr":true}})") == 2);
  CHECK_THROWS_AS(Filter::parse_element_condition(Value::parse(R"({"$expr":true})")),
                  InvalidFilter);
  const Filter filter = cases::filter_of(R"({"$expr":{"$size":"$a"}})");
  CHECK_THROWS_AS(filter.matches(Value::parse(R"({"a":1})")), InvalidFilter);
}

TEST_CASE("$expr knows the variables of the call, and $$NOW", "[match][expr]") {
  Terms terms;
  terms.variables = terms.variables.with("x", Value(5));
  const Filter filter = Filter::parse(Value::parse(R"({"$expr":{"$eq":["$a","$$x"]}})"),
                                      std::make_shared<const Terms>(terms));
  CHECK(filter.matches(Value::parse(R"({"a":5})")));
  CHECK_FALSE(filter.matches(Value::parse(R"({"a":6})")));
  CHECK(cases::filter_of(R"({"$expr":{"$lt":["$a","$$NOW"]}})")
            .matches(Value::parse(R"({"a":{"$date":"2020-01-01T00:00:00Z"}})")));
}

TEST_CASE("An equality with a scalar is told to who looks for an index", "[match][expr]") {
  const auto bounds_of = [](const char* text) { return cases::filter_of(text).bounds(); };
  const auto bounds = bounds_of(R"({"$expr":{"$eq":["$a.b",5]}})");
  REQUIRE(bounds.size() == 1);
  CHECK(bounds[0].path == "a.b");
  CHECK(bounds[0].operands == std::vector<Value>{5});
  CHECK(bounds_of(R"({"$expr":{"$eq":["x","$a"]}})").size() == 1);
  CHECK(bounds_of(R"({"$expr":{"$eq":["$a",[1]]}})").empty());
  CHECK(bounds_of(R"({"$expr":{"$eq":["$a","$$REMOVE"]}})").empty());
  CHECK(bounds_of(R"({"$or":[{"$expr":{"$eq":["$a",1]}},{"b":1}]})").empty());
  CHECK_FALSE(cases::filter_of(R"({"$expr":{"$eq":["$a",1]}})").only_equalities());
  CHECK(profilestore::match::has_expr(Value::parse(R"({"$and":[{"$or":[{"$expr":1}]}]})")));
  CHECK_FALSE(profilestore::match::has_expr(Value::parse(R"({"a":{"$expr":1}})")));
}

}  // namespace match_expr_test
