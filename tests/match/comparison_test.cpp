#include "match/operators/comparison.hpp"

#include "cases.hpp"

namespace match_comparison_test {

using profilestore::Value;

TEST_CASE("equality is of values, across numeric types and no others", "[match][comparison]") {
  cases::check_matching({
      {"every numeric type",
       R"({"a": {"$eq": 1}})",
       {R"({"a": 1})", R"({"a": {"$numberLong": "1"}})", R"({"a": 1.0})",
        R"({"a": {"$numberDecimal": "1.00"}})"},
       {R"({"a": true})", R"({"a": "1"})", R"({"a": {"$numberDecimal": "1.01"}})", R"({})"}},
      {"an integer that no double holds",
       R"({"a": 9007199254740993})",
       {R"({"a": 9007199254740993})"},
       {R"({"a": 9007199254740992.0})"}},
      {"both zeros", R"({"a": 0})", {R"({"a": -0.0})", R"({"a": {"$numberDecimal": "-0"}})"}, {}},
      {"NaN equals NaN",
       R"({"a": {"$numberDouble": "NaN"}})",
       {R"({"a": {"$numberDouble": "NaN"}})", R"({"a": {"$numberDecimal": "NaN"}})"},
       {R"({"a": 0})", R"({"a": null})"}},
      {"strings by their bytes", R"({"a": "é"})", {R"({"a": "é"})"}, {R"({"a": "e\u0301"})"}},
      {"binary with its subtype",
       R"({"a": {"$binary": {"base64": "AQID", "subType": "00"}}})",
       {R"({"a": {"$binary": {"base64": "AQID", "subType": "00"}}})"},
       {R"({"a": {"$binary": {"base64": "AQID", "subType": "80"}}})"}},
      {"a stored regular expression, by $eq",
       R"({"a": {"$eq": {"$regularExpression": {"pattern": "x", "options": ""}}}})",
       {R"({"a": {"$regularExpression": {"pattern": "x", "options": ""}}})"},
       {R"({"a": "x"})", R"({"a": {"$regularExpression": {"pattern": "x", "options": "i"}}})"}},
      {"$eq takes operators as a literal",
       R"({"a": {"$eq": {"$gt": 1}}})",
       {R"({"a": {"$gt": 1}})"},
       {R"({"a": 2})"}},
  });
}

TEST_CASE("equality holds for an array as a whole or for an element", "[match][comparison]") {
  cases::check_matching({
      {"a scalar",
       R"({"a": 1})",
       {R"({"a": [1, 2]})"},
       {R"({"a": []})", R"({"a": [[1, 2]]})", R"({"a": [2]})"}},
      {"an array",
       R"({"a": [1, 2]})",
       {R"({"a": [1, 2]})", R"({"a": [[1, 2], 3]})", R"({"a": [1.0, 2]})"},
       {R"({"a": [2, 1]})", R"({"a": [1, 2, 3]})", R"({"a": 1})", R"({"a": [[[1, 2]]]})"}},
      {"the empty array", R"({"a": []})", {R"({"a": []})", R"({"a": [[]]})"}, {R"({"a": [1]})"}},
      {"at an index",
       R"({"a.0": 1})",
       {R"({"a": [1]})", R"({"a": {"0": 1}})"},
       {R"({"a": [2, 1]})"}},
      {"an array at an index is not entered",
       R"({"a.0": 1})",
       {},
       {R"({"a": [[1]]})", R"({"a": [[[1]]]})"}},
      {"in the objects of an array",
       R"({"a.b": 1})",
       {R"({"a": [{"b": 1}, {"b": 2}]})", R"({"a": [{"b": [1]}]})"},
       {R"({"a": [{"b": 2}]})", R"({"a": [[{"b": 1}]]})", R"({"a": [1]})"}},
  });
}

TEST_CASE("null equals a missing field, but for what lies behind arrays", "[match][comparison]") {
  cases::check_matching({
      {"a field",
       R"({"a": null})",
       {R"({"a": null})", R"({})", R"({"a": [null, 1]})"},
       {R"({"a": 0})", R"({"a": ""})", R"({"a": false})", R"({"a": []})", R"({"a": {}})",
        R"({"a": {"$undefined": true}})", R"({"a": {"$minKey": 1}})"}},
      {"a field of a field",
       R"({"a.b": null})",
       {R"({})", R"({"a": {}})", R"({"a": 5})", R"({"a": null})", R"({"a": {"b": null}})",
        R"({"a": [{"b": 1}, {}]})", R"({"a": [{"b": null}]})", R"({"a": [7, {"c": 2}]})"},
       {R"({"a": {"b": 1}})", R"({"a": []})", R"({"a": [1, null]})", R"({"a": [[]]})",
        R"({"a": [{"b": 1}]})", R"({"a": {"b": []}})"}},
      {"an index is a name too, which an object in the array lacks",
       R"({"a.0": null})",
       {R"({"a": [{"b": 1}]})", R"({"a": [null]})", R"({"a": {}})"},
       {R"({"a": [1]})", R"({"a": []})"}},
      {"$ne is the negation",
       R"({"a": {"$ne": null}})",
       {R"({"a": 0})", R"({"a": []})", R"({"a": [1]})"},
       {R"({"a": null})", R"({})", R"({"a": [1, null]})"}},
  });
}

TEST_CASE("a range is a statement on its type only", "[match][comparison]") {
  cases::check_matching({
      {"numbers of every type",
       R"({"a": {"$gt": 5}})",
       {R"({"a": 6})", R"({"a": 5.5})", R"({"a": {"$numberDecimal": "5.1"}})",
        R"({"a": 9007199254740993})"},
       {R"({"a": 5})", R"({"a": "6"})", R"({"a": true})", R"({"a": null})", R"({})", R"({"a": {}})",
        R"({"a": [[6]]})", R"({"a": {"$numberDouble": "NaN"}})"}},
      {"exactly", R"({"a": {"$gt": 9007199254740992.0}})", {R"({"a": 9007199254740993})"}, {}},
      {"any element of an array", R"({"a": {"$lt": 5}})", {R"({"a": [9, 3]})"}, {R"({"a": [9]})"}},
      {"strings", R"({"a": {"$lt": "b"}})", {R"({"a": ""})", R"({"a": "B"})"}, {R"({"a": 1})"}},
      {"booleans", R"({"a": {"$gte": false}})", {R"({"a": true})"}, {R"({"a": 0})", R"({})"}},
      {"dates are no timestamps",
       R"({"a": {"$gte": {"$date": "1970-01-01T00:00:00Z"}}})",
       {R"({"a": {"$date": "2024-01-01T00:00:00Z"}})"},
       {R"({"a": {"$timestamp": {"t": 5, "i": 1}}})",
        R"({"a": {"$date": {"$numberLong": "-1"}}})"}},
      {"arrays with arrays, as a whole",
       R"({"a": {"$gt": [1, 2]}})",
       {R"({"a": [1, 3]})", R"({"a": [1, 2, 0]})", R"({"a": [[2]]})"},
       {R"({"a": [1, 2]})", R"({"a": 3})"}},
      {"objects with objects, field by field",
       R"({"a": {"$gte": {"x": 2}}})",
       {R"({"a": {"x": 2}})", R"({"a": {"x": 1.9e9, "y": 1}})", R"({"a": {"y": 0}})"},
       {R"({"a": {"x": 1}})", R"({"a": {}})"}},
  });
}

TEST_CASE("ranges of null match null and what is missing, if they include it",
          "[match][comparison]") {
  for (const char* op : {"$gte", "$lte"})
    cases::check_matching({{op,
                            Value{{"a", {{op, nullptr}}}}.dump(),
                            {R"({"a": null})", R"({})", R"({"a": [null]})"},
                            {R"({"a": 0})", R"({"a": []})", R"({"a": {"$undefined": true}})"}}});
  for (const char* op : {"$gt", "$lt"})
    cases::check_matching({{op,
                            Value{{"a", {{op, nullptr}}}}.dump(),
                            {},
                            {R"({"a": null})", R"({})", R"({"a": 0})", R"({"a": {}})"}}});
}

TEST_CASE("MinKey and MaxKey compare with every type and with nothing", "[match][comparison]") {
  const std::vector<std::string> all = {R"({"a": 1})", R"({"a": null})", R"({"a": "x"})",
                                        R"({"a": []})", R"({})"};
  cases::check_matching({
      {"above the least", R"({"a": {"$gt": {"$minKey": 1}}})", all, {R"({"a": {"$minKey": 1}})"}},
      {"below the greatest",
       R"({"a": {"$lt": {"$maxKey": 1}}})",
       all,
       {R"({"a": {"$maxKey": 1}})"}},
      {"at least the least",
       R"({"a": {"$gte": {"$minKey": 1}}})",
       {R"({"a": {"$minKey": 1}})"},
       {}},
      {"below the least", R"({"a": {"$lt": {"$minKey": 1}}})", {}, all},
      {"at most the least",
       R"({"a": {"$lte": {"$minKey": 1}}})",
       {R"({"a": {"$minKey": 1}})"},
       all},
      {"above the greatest", R"({"a": {"$gt": {"$maxKey": 1}}})", {}, all},
      {"the least", R"({"a": {"$minKey": 1}})", {R"({"a": {"$minKey": 1}})"}, all},
  });
}

TEST_CASE("NaN is neither less nor greater than a number", "[match][comparison]") {
  const std::string nan = R"({"a": {"$numberDouble": "NaN"}})";
  const std::string decimal_nan = R"({"a": {"$numberDecimal": "NaN"}})";
  for (const char* op : {"$gte", "$lte"})
    cases::check_matching({{op,
                            Value{{"a", {{op, {{"$numberDouble", "NaN"}}}}}}.dump(),
                            {nan, decimal_nan},
                            {R"({"a": 1})", R"({"a": {"$numberDouble": "-Infinity"}})"}}});
  for (const char* op : {"$gt", "$lt"}) {
    cases::check_matching({{op,
                            Value{{"a", {{op, {{"$numberDecimal", "NaN"}}}}}}.dump(),
                            {},
                            {nan, decimal_nan, R"({"a": 1})"}}});
    cases::check_matching({{op, Value{{"a", {{op, 5}}}}.dump(), {}, {nan, decimal_nan}}});
  }
  cases::check_matching({{"within a sub-document it has its place in the order",
                          R"({"a": {"$gte": {"x": {"$numberDouble": "NaN"}}}})",
                          {R"({"a": {"x": 5}})"},
                          {}}});
}

TEST_CASE("$ne matches what $eq does not", "[match][comparison]") {
  cases::check_matching({
      {"a scalar",
       R"({"a": {"$ne": 1}})",
       {R"({"a": 2})", R"({})", R"({"a": "1"})", R"({"a": [2]})", R"({"a": [[1]]})"},
       {R"({"a": 1})", R"({"a": 1.0})", R"({"a": [2, 1]})"}},
      {"in the objects of an array, all of them",
       R"({"a.b": {"$ne": 1}})",
       {R"({"a": [{"b": 2}, {}]})", R"({"a": 5})"},
       {R"({"a": [{"b": 2}, {"b": 1}]})"}},
  });
}

TEST_CASE("a regular expression is compared by $eq alone", "[match][comparison][refusal]") {
  for (const std::string op : {"$ne", "$gt", "$gte", "$lt", "$lte"}) {
    const Value regex = {{"$regularExpression", {{"pattern", "x"}, {"options", ""}}}};
    cases::check_refused({{op, Value{{"a", {{op, regex}}}}.dump(),
                           "Can't have regex as arg to " + op + ".", "a", op}});
  }
}

}  // namespace match_comparison_test
