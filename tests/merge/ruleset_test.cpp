// Rules as data: what a file of rules may say, and what is refused.
#include "merge/ruleset.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "merge/identity.hpp"

namespace merge_ruleset_test {

using namespace profilestore;
using merge::RuleSet;

namespace {

std::string message_of(const std::string& json) {
  try {
    (void)RuleSet::of(Value::parse(json));
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A file of rules says what the options say", "[merge][ruleset]") {
  const RuleSet rules = RuleSet::of(Value::parse(R"({
    "version": 1, "keep": ["complete:done", "newest:updatedAt"],
    "merge": {"fill": true, "union": ["tags"], "concat": ["notes@ / "], "groups": [["s","c","z"]],
              "sum": ["n"], "rank": ["role=admin>user"]},
    "identity": ["email"], "onExisting": "newest"})"));
  CHECK(rules.keep == "complete:done,newest:updatedAt");
  CHECK(rules.merge == std::vector<std::string>{"fill", "union:tags", "concat:notes@ / ",
                                                "group:s+c+z", "sum:n", "rank:role=admin>user"});
  CHECK(rules.identity == std::vector<std::string>{"email"});
  CHECK(rules.existing == merge::Existing::newest);
  CHECK(RuleSet::of(Value::parse(R"({"version":1})")) == RuleSet{});
}

TEST_CASE("Rules written as JSON are read as the same rules", "[merge][ruleset]") {
  const RuleSet rules{"first,complete",
                      {"fill", "union:d@id", "max:n", "sum:m", "rank:r=a>b", "group:a+b"},
                      {"e"},
                      merge::Existing::keep};
  CHECK(RuleSet::of(rules.json()) == rules);
  CHECK(RuleSet::of(RuleSet{}.json()) == RuleSet{});
}

TEST_CASE("A member that rules do not have is refused by name and place", "[merge][ruleset]") {
  struct Case {
    const char* json;
    const char* start;
  };
  const Case row = GENERATE(values<Case>({
      {R"([])", "rules: the file: must be an object"},
      {R"({})", "rules: version: "},
      {R"({"version":2})", "rules: version: "},
      {R"({"version":1,"kepp":[]})", "rules: the file: unknown member 'kepp'; the members are "},
      {R"({"version":1,"merge":{"unon":[]}})", "rules: merge: unknown member 'unon'"},
      {R"({"version":1,"merge":{"union":"a"}})", "rules: merge.union: "},
      {R"({"version":1,"merge":{"fill":1}})", "rules: merge.fill: "},
      {R"({"version":1,"merge":{"groups":["a"]}})", "rules: merge.groups: "},
      {R"({"version":1,"keep":"complete"})", "rules: keep: "},
      {R"({"version":1,"keep":[]})", "rules: keep: "},
      {R"({"version":1,"keep":["a,b"]})", "rules: keep: 'a,b': "},
      {R"({"version":1,"identity":[1]})", "rules: identity: "},
      {R"({"version":1,"onExisting":1})", "rules: onExisting: "},
      {R"({"version":1,"onExisting":"kep"})", "onExisting: 'kep' is not one of "},
  }));
  INFO(row.json);
  CHECK_THAT(message_of(row.json), Catch::Matchers::StartsWith(row.start));
}

TEST_CASE("Two documents differ in identity only where both have it", "[merge][identity]") {
  struct Case {
    const char* a;
    const char* b;
    bool same;
  };
  const Case row = GENERATE(values<Case>({
      {R"({"e":"Ana@x.org "})", R"({"e":"ana@X.org"})", true},
      {R"({"e":"ana@x.org"})", R"({"e":"bob@x.org"})", false},
      {R"({"e":"ana@x.org"})", "{}", true},
      {R"({"e":"ana@x.org"})", R"({"e":"  "})", true},
      {R"({"e":"ana@x.org"})", R"({"e":null})", true},
      {R"({"e":1})", R"({"e":1.0})", true},
      {R"({"e":1})", R"({"e":"1"})", false},
      {R"({"e":"é"})", R"({"e":"e"})", false},
  }));
  CAPTURE(row.a, row.b);
  const auto identity = merge::Identity::of({"e"});
  for (const bool turned : {false, true}) {
    merge::Identity::Person person(identity);
    person.add(Value::parse(turned ? row.b : row.a));
    CHECK(!person.differs(Value::parse(turned ? row.a : row.b)).has_value() == row.same);
  }
}

}  // namespace merge_ruleset_test
