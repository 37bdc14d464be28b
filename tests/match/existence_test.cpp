#include "match/operators/existence.hpp"

#include "cases.hpp"

namespace match_existence_test {

TEST_CASE("$exists tells a null from a missing field", "[match][exists]") {
  cases::check_matching({
      {"there",
       R"({"a": {"$exists": true}})",
       {R"({"a": 1})", R"({"a": null})", R"({"a": []})", R"({"a": {"$undefined": true}})"},
       {R"({"b": 1})", R"({})"}},
      {"not there", R"({"a": {"$exists": false}})", {R"({"b": 1})"}, {R"({"a": null})"}},
      {"along a path",
       R"({"a.b": {"$exists": true}})",
       {R"({"a": {"b": null}})", R"({"a": [1, {"b": 2}]})"},
       {R"({"a": {}})", R"({"a": 5})", R"({"a": [{"c": 1}]})", R"({"a": [[{"b": 1}]]})"}},
      {"an index of an array",
       R"({"a.1": {"$exists": true}})",
       {R"({"a": [1, 2]})", R"({"a": {"1": 0}})", R"({"a": [{"1": 0}]})"},
       {R"({"a": [1]})", R"({"a": 5})"}},
      {"nowhere behind an array",
       R"({"a.b": {"$exists": false}})",
       {R"({"a": [{"c": 1}]})", R"({"a": []})", R"({"a": [1]})"},
       {R"({"a": [{"c": 1}, {"b": 1}]})"}},
  });
}

TEST_CASE("$exists takes any value as true or false", "[match][exists]") {
  for (const char* text :
       {"1", "-0.5", "{\"$numberDouble\": \"NaN\"}", "{\"$numberDecimal\": \"-Infinity\"}", "\"\"",
        "[]", "{}", "{\"$numberLong\": \"7\"}", "{\"$minKey\": 1}"})
    cases::check_matching(
        {{text, R"({"a": {"$exists": )" + std::string(text) + "}}", {R"({"a": 1})"}, {R"({})"}}});
  for (const char* text : {"0", "-0.0", "false", "null", "{\"$numberDecimal\": \"0E+10\"}",
                           "{\"$undefined\": true}", "{\"$numberLong\": \"0\"}"})
    cases::check_matching(
        {{text, R"({"a": {"$exists": )" + std::string(text) + "}}", {R"({})"}, {R"({"a": 1})"}}});
}

}  // namespace match_existence_test
