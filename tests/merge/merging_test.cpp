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
      {"fill: what is missing or null inside sub-documents, of the best that has it",
       {"fill"},
       {R"({"o":{"a":1,"n":null,"p":{}}})", R"({"o":{"a":2,"b":3,"p":{"q":1}}})",
        R"({"o":{"b":4,"n":5,"p":{"q":2,"r":6}}})"},
       R"({"o":{"a":1,"n":5,"p":{"q":1,"r":6},"b":3}})"},
      {"fill: a sub-document that is taken is filled, too",
       {"fill"},
       {"{}", R"({"o":{"a":1}})", R"({"o":{"a":2,"b":3}})"},
       R"({"o":{"a":1,"b":3}})"},
      {"fill: not into arrays, wrappers, DBRefs and what is no sub-document in both",
       {"fill"},
       {R"({"a":[{"x":1}],"d":{"$date":"2020-01-01T00:00:00Z"},"r":{"$ref":"c","$id":1},"t":"x","o":{"y":1}})",
        R"({"a":[{"x":1,"y":2}],"d":{"z":1},"r":{"$ref":"c","$id":1,"$db":"e"},"t":{"z":1},"o":[1]})"},
       R"({"a":[{"x":1}],"d":{"$date":"2020-01-01T00:00:00Z"},"r":{"$ref":"c","$id":1},"t":"x","o":{"y":1}})"},
      {"fill: around what another rule speaks of",
       {"fill", "sum:m.n"},
       {R"({"m":{"n":1}})", R"({"m":{"n":2,"k":3}})", R"({"m":{"n":4,"k":5,"l":6}})"},
       R"({"m":{"n":7,"k":3,"l":6}})"},
      {"fill: of a sub-document that it lacks all but what another rule speaks of",
       {"fill", "min:m.n"},
       {"{}", R"({"m":{"n":2,"k":3}})", R"({"m":{"n":1}})"},
       R"({"m":{"k":3,"n":1}})"},
      {"fill: not the sub-document that a group's fields are in",
       {"fill", "group:a.s+a.c"},
       {R"({"a":{"s":"1"}})", R"({"a":{"s":"2","c":"3"}})", R"({"a":{"k":"4"},"b":{"k":"5"}})"},
       R"({"a":{"s":"2","c":"3"},"b":{"k":"5"}})"},
      {"fill: nor that sub-document whole",
       {"fill", "group:a.s+a.c"},
       {"{}", R"({"a":{"k":"4"}})"},
       "{}"},
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
      {"union@KEY: one element a key, that of the better document; the others as in union",
       {"union:d@id"},
       {R"({"d":[{"id":"x","n":1},{"id":"y"},7,7]})",
        R"({"d":[{"id":"y","n":2},{"id":"z"},{"n":3,"id":"z"},7,{"n":4},{"n":4},{"id":null}]})"},
       R"({"d":[{"id":"x","n":1},{"id":"y"},7,7,{"id":"z"},{"n":4},{"id":null}]})"},
      {"union@KEY: of several in the survivor's own array the first stays",
       {"union:d@id"},
       {R"({"d":[{"id":1,"n":1},{"id":1.0,"n":2},{"id":2}]})", "{}"},
       R"({"d":[{"id":1,"n":1},{"id":2}]})"},
      {"union@KEY: a dotted key",
       {"union:o.d@k.id"},
       {R"({"o":{"d":[{"k":{"id":1}}]}})",
        R"({"o":{"d":[{"k":{"id":1},"x":1},{"k":1},{"k":{"id":2}}]}})"},
       R"({"o":{"d":[{"k":{"id":1}},{"k":1},{"k":{"id":2}}]}})"},
      {"union@KEY: a survivor's value that is no array stays",
       {"union:d@id"},
       {R"({"d":{"id":1}})", R"({"d":[{"id":2}]})"},
       R"({"d":{"id":1}})"},
      {"sum: numbers of all types, missing and null as none",
       {"sum:n"},
       {R"({"n":1})", "{}", R"({"n":null})", R"({"n":2})"},
       R"({"n":3})"},
      {"sum: an Int32 that overflows is an Int64",
       {"sum:n"},
       {R"({"n":2147483647})", R"({"n":1})"},
       R"({"n":2147483648})"},
      {"sum: the wider type",
       {"sum:n", "sum:l", "sum:d"},
       {R"({"n":1,"l":1,"d":1.5})",
        R"({"n":0.5,"l":{"$numberLong":"2"},"d":{"$numberDecimal":"0.1"}})"},
       R"({"n":1.5,"l":{"$numberLong":"3"},"d":{"$numberDecimal":"1.60000000000000"}})"},
      {"sum: a survivor without one",
       {"sum:o.n"},
       {"{}", R"({"o":{"n":2}})", R"({"o":{"n":3}})"},
       R"({"o":{"n":5}})"},
      {"sum: text is left out",
       {"sum:n"},
       {R"({"n":1})", R"({"n":"2"})", R"({"n":[3]})", R"({"n":4})"},
       R"({"n":5})"},
      {"sum: a survivor's text stays",
       {"sum:n"},
       {R"({"n":"many"})", R"({"n":2})"},
       R"({"n":"many"})"},
      {"sum: no number at all", {"sum:n"}, {"{}", R"({"n":"2"})"}, "{}"},
      {"rank: the value that stands first in the list",
       {"rank:o.r=admin>manager>user"},
       {R"({"o":{"r":"user"}})", R"({"o":{"r":"admin"}})", R"({"o":{"r":"manager"}})"},
       R"({"o":{"r":"admin"}})"},
      {"rank: any of the list before one that is not in it",
       {"rank:r=admin>user"},
       {R"({"r":"owner"})", R"({"r":"user"})"},
       R"({"r":"user"})"},
      {"rank: of those that are not in it the survivor's stays",
       {"rank:r=admin>user"},
       {R"({"r":"owner"})", R"({"r":"boss"})", R"({"r":null})"},
       R"({"r":"owner"})"},
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

TEST_CASE("What is filled inside a sub-document is told by its dotted name", "[merge][merging]") {
  const Merged result = merged(
      {"fill"}, {R"({"o":{"a":1}})", R"({"o":{"b":2,"c":{"d":3}}})", R"({"o":{"c":{"e":4}}})"});
  REQUIRE(result.taken.size() == 3);
  CHECK(result.taken[0].field == "o.b");
  CHECK(result.taken[1].field == "o.c");
  CHECK(result.taken[2].field == "o.c.e");
  CHECK(result.taken[2].from == std::vector<std::size_t>{2});
}

TEST_CASE("Who adds nothing to a sum gives nothing", "[merge][merging]") {
  const Merged result =
      merged({"sum:n"}, {R"({"n":1})", R"({"n":0})", R"({"n":2})", R"({"n":"x"})"});
  REQUIRE(result.taken.size() == 1);
  CHECK(result.taken[0].from == std::vector<std::size_t>{0, 2});
  CHECK(merged({"sum:n"}, {R"({"n":1})", R"({"n":0})"}).taken.empty());
}

TEST_CASE("Another version of a document is left out of a sum alone", "[merge][merging]") {
  const auto rules = Merging::parse({"sum:n", "max:m"});
  const std::vector<Document> ranked{Value::parse(R"({"n":1,"m":1})"),
                                     Value::parse(R"({"n":2,"m":2})"),
                                     Value::parse(R"({"n":4,"m":4})")};
  const auto sum = [&](const std::vector<std::uint32_t>& versions) {
    return rules.merge(ranked, versions).document.dump();
  };
  CHECK(sum({}) == R"({"n":7,"m":4})");
  CHECK(sum({2}) == R"({"n":3,"m":4})");
  CHECK(sum({0, 2}) == R"({"n":2,"m":4})");
  CHECK(sum({0, 1, 2}) == R"({"n":1,"m":4})");
}

TEST_CASE("A sum that does not fit is an error by the rule's name", "[merge][merging]") {
  CHECK_THROWS_WITH(merged({"sum:n"}, {R"({"n":9223372036854775807})", R"({"n":1})"}),
                    "sum:n: the sum does not fit 64 bits");
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
  for (const char* text :
       {"",    "fil",       "union",         "union:", "union:a..b", "group:a",  "group:a+",
        "max", "newest:a@", "newest:a@b..c", "fill:a", "UNION:a",    "union:a@", "union:a@b..c",
        "sum", "sum:",      "sum:a..b",      "rank:a", "rank:a=",    "rank:=b",  "rank:a=b>b",
        "b>c"}) {
    INFO(text);
    CHECK(message_of({text}).starts_with("merge: '" + std::string(text) + "' is not a rule"));
  }
  CHECK(message_of({"max:a", "min:a.b"}) == "merge: two rules cover 'a.b'; one of them is min:a.b");
  CHECK(message_of({"group:a+a"}) == "merge: two rules cover 'a'; one of them is group:a+a");
}

}  // namespace merge_merging_test
