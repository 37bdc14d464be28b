// What rules ask of documents, and how it is counted whether these have it.
#include "merge/rule_use.hpp"

#include <vector>

#include "catch.hpp"
#include "merge/merging.hpp"
#include "merge/rules.hpp"

namespace merge_rule_use_test {

using namespace profilestore;
using merge::RuleCount;

namespace {

RuleCount counted(const merge::RuleQuestion& question, const std::vector<const char*>& documents) {
  RuleCount count;
  for (const char* text : documents) merge::count(question, Value::parse(text), count);
  count.settle();
  return count;
}

RuleCount kept(const char* rule, const std::vector<const char*>& documents) {
  return counted(merge::Rules::parse(rule).questions().at(0), documents);
}

RuleCount merged(const char* rule, const std::vector<const char*>& documents) {
  return counted(merge::Merging::parse({rule}).questions().at(0), documents);
}

}  // namespace

TEST_CASE("A rule speaks of the documents that have a value at its field", "[merge][rule use]") {
  CHECK(kept("complete", {"{}", R"({"a":1})"}).documents == 2);
  const RuleCount newest =
      kept("newest:a", {R"({"a":1})", R"({"a":null})", R"({"b":1})", R"({"a":"31.12.2019"})"});
  CHECK(newest.documents == 2);
  CHECK(newest.has_field == std::vector<std::int64_t>{3});
  CHECK(newest.unreadable == 1);
  CHECK(newest.example == R"("31.12.2019")");
}

TEST_CASE("A field within the elements of an array is there", "[merge][rule use]") {
  CHECK(kept("complete:a.b", {R"({"a":[{"c":1},{"b":1}]})"}).has_field[0] == 1);
  CHECK(kept("complete:a.b", {R"({"a":[1,{"c":1}]})"}).has_field[0] == 0);
}

TEST_CASE("A value that a merge rule cannot read is counted, with the first as an example",
          "[merge][rule use]") {
  struct Row {
    const char* rule;
    std::vector<const char*> documents;
    std::int64_t unreadable;
    const char* example;
  };
  const std::vector<Row> table{
      {"union:a", {R"({"a":[1]})", R"({"a":"x"})", R"({"a":"y"})"}, 2, R"("x")"},
      {"longest:a", {R"({"a":"x"})", R"({"a":7})", R"({"a":[]})"}, 1, "7"},
      {"concat:a", {R"({"a":true})"}, 1, "true"},
      {"max:a", {R"({"a":1})", R"({"a":"12"})", R"({"a":2.5})"}, 1, R"("12")"},
      {"max:a", {R"({"a":"1"})", R"({"a":"12"})"}, 0, ""},
      {"min:a",
       {R"({"a":"x"})", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})", R"({"a":"y"})"},
       1,
       R"({"$date":"2020-01-01T00:00:00Z"})"},
      {"sum:a", {R"({"a":1})", R"({"a":"12"})", R"({"a":{"$numberDecimal":"2"}})"}, 1, R"("12")"},
      {"rank:a=x>y", {R"({"a":"x"})", R"({"a":"z"})", R"({"a":null})", "{}"}, 1, R"("z")"},
      {"union:a@k", {R"({"a":[{"k":1}]})", R"({"a":{"k":1}})"}, 1, R"({"k":1})"},
      {"newest:a@b", {R"({"a":1,"b":"soon"})", R"({"b":5})"}, 1, R"("soon")"},
  };
  for (const Row& row : table) {
    INFO(row.rule << " over " << row.documents.size());
    const RuleCount count = merged(row.rule, row.documents);
    CHECK(count.unreadable == row.unreadable);
    CHECK(count.example == row.example);
  }
  CHECK(merged("newest:a@b", {R"({"a":1,"b":"soon"})", R"({"b":5})"}).documents == 1);
}

TEST_CASE("A rule whose field is there, but never with a value for it, applies to nothing",
          "[merge][rule use]") {
  const auto why = [](const merge::RuleQuestion& question,
                      const std::vector<const char*>& documents) {
    return merge::why_never(question, counted(question, documents));
  };
  const auto rank = merge::Rules::parse("rank:r=a>b").questions().at(0);
  CHECK(why(rank, {R"({"r":"A"})", R"({"r":"B"})"}) ==
        R"(no value of 'r' is in its list; one is "A")");
  CHECK(why(rank, {R"({"r":"A"})", R"({"r":"b"})"}).empty());
  const auto sum = merge::Merging::parse({"sum:n"}).questions().at(0);
  CHECK(why(sum, {R"({"n":"1"})"}) == R"(no value of 'n' is a number; one is "1")");
  CHECK(why(sum, {R"({"n":"1"})", R"({"n":1})"}).empty());
  auto rules = merge::Rules::parse("most-referenced:o.by");
  CHECK(why(rules.questions().at(0), {R"({"_id":1})"}) ==
        "no document of these is referred to there");
  merge::References counted;
  counted.count(Value::parse(R"({"by":1})"), document::Path("by"), [](auto&) { return false; });
  rules.take_references("most-referenced:o.by", std::make_shared<const merge::References>(counted));
  const auto referenced = rules.questions().at(0);
  CHECK(why(referenced, {R"({"_id":1})", R"({"_id":2})"}).empty());
  RuleCount count;
  for (const char* text : {R"({"_id":1})", R"({"_id":2})"})
    merge::count(referenced, Value::parse(text), count);
  CHECK(count.documents == 1);
  CHECK(count.unreadable == 0);
}

TEST_CASE("Counts of parts add up, whatever the parts", "[merge][rule use]") {
  const auto question = merge::Merging::parse({"max:a"}).questions().at(0);
  RuleCount whole, first, second;
  const std::vector<const char*> documents{R"({"a":"x"})", R"({"a":1})", R"({"a":2})", "{}"};
  for (std::size_t i = 0; i < documents.size(); ++i) {
    merge::count(question, Value::parse(documents[i]), whole);
    merge::count(question, Value::parse(documents[i]), i < 2 ? first : second);
  }
  first.add(second);
  for (RuleCount* count : {&whole, &first}) {
    count->settle();
    CHECK(count->documents == 3);
    CHECK(count->has_field == std::vector<std::int64_t>{3});
    CHECK(count->unreadable == 1);
    CHECK(count->example == R"("x")");
  }
}

TEST_CASE("A part without documents takes nothing from the counts of the others",
          "[merge][rule use]") {
  const auto question = merge::Merging::parse({"max:a"}).questions().at(0);
  RuleCount part;
  merge::count(question, Value::parse(R"({"a":1})"), part);
  const std::size_t empty = GENERATE(0, 1, 2);
  RuleCount all;
  for (std::size_t i = 0; i < 3; ++i) all.add(i == empty ? RuleCount{} : part);
  CHECK(all.documents == 2);
  CHECK(all.has_field == std::vector<std::int64_t>{2});
}

}  // namespace merge_rule_use_test
