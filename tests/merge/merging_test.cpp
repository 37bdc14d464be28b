// What the survivor of a group takes from the others: documents by rank in, one out.
#include "merge/merging.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

namespace merge_merging_test {

using namespace profilestore;
using merge::Merged;
using merge::Merging;

namespace {

using Texts = std::vector<std::string>;

Merged merged(const Texts& rules, const Texts& ranked) {
  std::vector<Document> documents;
  for (const std::string& text : ranked) documents.push_back(Value::parse(text));
  return Merging::parse(rules).merge(documents);
}

std::string message_of(const Texts& rules) {
  try {
    (void)Merging::parse(rules);
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A merge takes from the others what its rules say, and no more", "[merge][merging]") {
  struct Case {
    const char* reason;
    Texts rules, ranked;
    std::string expected;
  };
  const std::vector<Case> table{
      {"no rules, nothing taken", {}, {R"({"a":1})", R"({"b":2})"}, R"({"a":1})"},
      {"fill: what is missing or null, of the best that has it",
       {"fill"},
       {R"({"a":1,"b":null,"e":""})", R"({"a":2,"b":null,"c":3,"e":"x"})", R"({"b":7,"c":4})"},
       R"({"a":1,"b":7,"e":"","c":3})"},
      {"fill: objects whole, never half of each",
       {"fill"},
       {R"({"o":{"a":1}})", R"({"o":{"a":2,"b":3}})"},
       R"({"o":{"a":1}})"},
      {"fill: an undefined value is none",
       {"fill"},
       {R"({"a":{"$undefined":true}})", R"({"a":5})"},
       R"({"a":5})"},
      {"fill: not the fields that another rule speaks of",
       {"fill", "max:n"},
       {"{}", R"({"n":1,"a":1})", R"({"n":3})"},
       R"({"a":1,"n":3})"},
      {"union: the survivor's first, each element once, equal as MongoDB has it",
       {"union:t"},
       {R"({"t":["b","a"]})", R"({"t":["a","c"]})", R"({"t":[1,"c"]})", R"({"t":[1.0]})"},
       R"({"t":["b","a","c",1]})"},
      {"union: what is no array gives nothing",
       {"union:t"},
       {R"({"t":[1]})", R"({"t":2})", R"({"t":null})"},
       R"({"t":[1]})"},
      {"union: a survivor's value that is no array stays",
       {"union:t"},
       {R"({"t":"x"})", R"({"t":[1]})"},
       R"({"t":"x"})"},
      {"union: a survivor without one gets it",
       {"union:t"},
       {"{}", R"({"t":[1]})"},
       R"({"t":[1]})"},
      {"max and min: in MongoDB's order, across types",
       {"max:a", "min:b"},
       {R"({"a":5,"b":5})", R"({"a":"x","b":"x"})", R"({"a":9,"b":2})"},
       R"({"a":"x","b":2})"},
      {"max: null takes no part", {"min:a"}, {R"({"a":5})", R"({"a":null})"}, R"({"a":5})"},
      {"newest: beside the newest updatedAt",
       {"newest:a"},
       {R"({"a":1,"updatedAt":{"$date":"2020-01-01T00:00:00Z"}})",
        R"({"a":2,"updatedAt":{"$date":"2022-01-01T00:00:00Z"}})",
        R"({"updatedAt":{"$date":"2024-01-01T00:00:00Z"}})"},
       R"({"a":2,"updatedAt":{"$date":"2020-01-01T00:00:00Z"}})"},
      {"newest@BY: beside the newest BY; none at all is oldest",
       {"newest:a@at.t"},
       {R"({"a":1})", R"({"a":2,"at":{"t":-5}})", R"({"a":3,"at":{"t":-6}})"},
       R"({"a":2})"},
      {"longest: in characters, of strings",
       {"longest:a"},
       {R"({"a":"abc"})", R"({"a":"ää"})", R"({"a":"abcd"})", R"({"a":[1,2,3,4,5]})"},
       R"({"a":"abcd"})"},
      {"longest: in elements, of arrays",
       {"longest:a"},
       {R"({"a":[1]})", R"({"a":"abc"})", R"({"a":[2,3]})"},
       R"({"a":[2,3]})"},
      {"concat: distinct strings, by rank",
       {"concat:a"},
       {R"({"a":"x"})", R"({"a":"y"})", R"({"a":"x"})", R"({"a":""})"},
       R"({"a":"x\ny"})"},
      {"concat@SEPARATOR", {"concat:a@ / "}, {R"({"a":"x"})", R"({"a":"y"})"}, R"({"a":"x / y"})"},
      {"concat: arrays one after the other",
       {"concat:a"},
       {R"({"a":[1]})", R"({"a":"y"})", R"({"a":[1,2]})"},
       R"({"a":[1,1,2]})"},
      {"group: all from the one that has most of it, and none of another's",
       {"group:s+c+z", "fill"},
       {R"({"s":"1","z":"9"})", R"({"s":"2","c":"3","z":""})", R"({"s":"4","c":"5","z":"6"})"},
       R"({"s":"4","z":"6","c":"5"})"},
      {"group: what the best of it lacks is taken away",
       {"group:s+c+z"},
       {R"({"s":"1"})", R"({"c":"2","z":"3"})"},
       R"({"c":"2","z":"3"})"},
      {"group: the survivor's stays if none has more",
       {"group:s+c"},
       {R"({"s":"1"})", R"({"c":"2"})"},
       R"({"s":"1"})"},
      {"dotted fields",
       {"max:o.n", "union:o.t"},
       {R"({"o":{"n":1,"k":0}})", R"({"o":{"n":2,"t":[1]}})"},
       R"({"o":{"n":2,"k":0,"t":[1]}})"},
      {"a dotted field that the survivor has no room for is left",
       {"max:o.n"},
       {R"({"o":"text"})", R"({"o":{"n":2}})"},
       R"({"o":"text"})"},
  };
  for (const Case& row : table) {
    INFO(row.reason);
    CHECK(merged(row.rules, row.ranked).document.dump() == row.expected);
    Texts reversed(row.rules.rbegin(), row.rules.rend());
    CHECK(merged(reversed, row.ranked).document.dump() == row.expected);
  }
}

TEST_CASE("A merge tells whose value each taken field is, and by which rule", "[merge][merging]") {
  const Merged result = merged(
      {"fill", "union:t"}, {R"({"t":[1]})", R"({"a":1,"t":[1]})", R"({"t":[2]})", R"({"t":[3]})"});
  REQUIRE(result.taken.size() == 2);
  CHECK(result.taken[0].field == "a");
  CHECK(result.taken[0].rule == "fill");
  CHECK(result.taken[0].from == std::vector<std::size_t>{1});
  CHECK(result.taken[1].field == "t");
  CHECK(result.taken[1].rule == "union:t");
  CHECK(result.taken[1].from == std::vector<std::size_t>{0, 2, 3});
}

TEST_CASE("The fields of the key are fixed", "[merge][merging]") {
  Merging merging = Merging::parse({"fill"});
  merging.keep_fixed({document::Path("u.a"), document::Path("_id")});
  const std::vector<Document> ranked{Value::parse(R"({"b":1})"),
                                     Value::parse(R"({"_id":2,"u":{"a":1},"c":1})")};
  CHECK(merging.merge(ranked).document.dump() == R"({"b":1,"c":1})");
  CHECK_THROWS_WITH(
      Merging::parse({"max:u"}).keep_fixed({document::Path("u.a")}),
      "merge: 'max:u' would change 'u.a', which belongs to the key; a merge never changes the key");
}

TEST_CASE("A merge rule that is none is refused by name", "[merge][merging]") {
  for (const char* text : {"", "fil", "union", "union:", "union:a..b", "group:a", "group:a+", "max",
                           "newest:a@", "newest:a@b..c", "fill:a", "UNION:a"}) {
    INFO(text);
    CHECK(message_of({text}).starts_with("merge: '" + std::string(text) + "' is not a rule"));
  }
  CHECK(message_of({"max:a", "min:a.b"}) == "merge: two rules cover 'a.b'; one of them is min:a.b");
  CHECK(message_of({"group:a+a"}) == "merge: two rules cover 'a'; one of them is group:a+a");
}

}  // namespace merge_merging_test
