// Filters that compare under a collation.
#include "cases.hpp"
#include "keys/collated.hpp"

namespace match_collation_test {

using namespace profilestore;
using match::Filter;

namespace {

struct Row {
  std::string filter;
  std::vector<std::string> matching;
  std::vector<std::string> others;
};

Filter under(const Collation& collation, const std::string& filter) {
  const auto terms = std::make_shared<const match::Terms>(
      match::Terms{.collation = collation, .order = keys::comparison_under(collation)});
  return Filter::parse(Value::parse(filter), terms);
}

void check(const Collation& collation, const std::vector<Row>& table) {
  for (const Row& row : table) {
    INFO(row.filter);
    const Filter filter = under(collation, row.filter);
    for (const std::string& document : row.matching) {
      INFO("matches " << document);
      CHECK(filter.matches(Value::parse(document)));
      CHECK(filter.match(Value::parse(document)));
    }
    for (const std::string& document : row.others) {
      INFO("does not match " << document);
      CHECK_FALSE(filter.matches(Value::parse(document)));
      CHECK_FALSE(filter.match(Value::parse(document)));
    }
  }
}

}  // namespace

TEST_CASE("The strength says which strings a filter calls equal", "[match][collation]") {
  const std::string filter = R"({"a":"Zoë"})";
  check({.strength = 1},
        {{filter, {R"({"a":"zoe"})", R"({"a":"ZOÉ"})", R"({"a":"Zoë"})"}, {R"({"a":"zo"})"}}});
  check({.strength = 2},
        {{filter, {R"({"a":"zoë"})", R"({"a":"ZOË"})"}, {R"({"a":"Zoe"})", R"({"a":"ZOÉ"})"}}});
  check({.strength = 3},
        {{filter, {R"({"a":"Zoë"})", "{\"a\":\"Zoe\u0308\"}"}, {R"({"a":"zoë"})"}}});
  check({.strength = 1, .case_level = true},
        {{filter, {R"({"a":"Zoe"})", R"({"a":"Zoé"})"}, {R"({"a":"zoe"})", R"({"a":"ZOE"})"}}});
}

TEST_CASE("Each operator that compares strings does so under the collation", "[match][collation]") {
  check(
      {.strength = 2},
      {{R"({"a":{"$eq":"ann"}})", {R"({"a":"ANN"})", R"({"a":["x","Ann"]})"}, {R"({"a":"an"})"}},
       {R"({"a":{"$ne":"ann"}})", {R"({"a":"an"})", "{}"}, {R"({"a":"ANN"})"}},
       {R"({"a":{"$in":["ann","bob",7]}})",
        {R"({"a":"Bob"})", R"({"a":"ANN"})", R"({"a":7.0})"},
        {R"({"a":"b"})", R"({"a":8})"}},
       {R"({"a":{"$nin":["ann","bob"]}})", {R"({"a":"b"})"}, {R"({"a":"BOB"})"}},
       {R"({"a":{"$all":["ann","bob"]}})", {R"({"a":["BOB","Ann"]})"}, {R"({"a":["Ann"]})"}},
       {R"({"a":{"$gt":"b"}})",
        {R"({"a":"Ba"})", R"({"a":"c"})"},
        {R"({"a":"B"})", R"({"a":"A"})"}},
       {R"({"a":{"$gte":"b","$lte":"B"}})", {R"({"a":"B"})", R"({"a":"b"})"}, {R"({"a":"a"})"}},
       {R"({"a":{"$lt":"B"}})", {R"({"a":"a"})", R"({"a":"A"})"}, {R"({"a":"b"})", R"({"a":5})"}},
       {R"({"a":{"$not":{"$eq":"ann"}}})", {R"({"a":"x"})"}, {R"({"a":"ANN"})"}},
       {R"({"$or":[{"a":"ann"},{"b":"ann"}]})", {R"({"b":"Ann"})"}, {R"({"b":"an"})"}},
       {R"({"$nor":[{"a":"ann"}]})", {R"({"a":"an"})"}, {R"({"a":"ANN"})"}},
       {R"({"a":{"$elemMatch":{"$gte":"b","$lt":"c"}}})", {R"({"a":["BZ"]})"}, {R"({"a":["C"]})"}},
       {R"({"a":{"$elemMatch":{"k":"ann"}}})",
        {R"({"a":[{"k":"ANN"}]})"},
        {R"({"a":[{"k":"x"}]})"}},
       {R"({"a":{"$all":[{"$elemMatch":{"k":"ann"}}]}})", {R"({"a":[{"k":"ANN"}]})"}, {"{}"}}});
}

TEST_CASE("Strings inside of objects and arrays compare under the collation, names do not",
          "[match][collation]") {
  check({.strength = 2},
        {{R"({"a":{"k":"ann","n":[1,"x"]}})",
          {R"({"a":{"k":"ANN","n":[1,"X"]}})", R"({"a":[{"k":"Ann","n":[1.0,"x"]}]})"},
          {R"({"a":{"K":"ann","n":[1,"x"]}})", R"({"a":{"k":"ann"}})"}},
         {R"({"a":["ann","bob"]})", {R"({"a":["ANN","Bob"]})"}, {R"({"a":["bob","ann"]})"}},
         {R"({"a":{"$gt":{"k":"b"}}})", {R"({"a":{"k":"C"}})"}, {R"({"a":{"k":"B"}})"}},
         {R"({"a":{"$symbol":"ann"}})", {R"({"a":"ANN"})"}, {R"({"a":"an"})"}},
         {R"({"a":{"$regularExpression":{"pattern":"^ann","options":""}}})",
          {R"({"a":"anna"})"},
          {R"({"a":"Anna"})"}},
         {R"({"a":{"$in":[{"$regularExpression":{"pattern":"^ann","options":""}},"bob"]}})",
          {R"({"a":"anna"})", R"({"a":"BOB"})"},
          {R"({"a":"Anna"})"}},
         {R"({"a":{"$code":"f"}})", {R"({"a":{"$code":"f"}})"}, {R"({"a":{"$code":"F"}})"}},
         {R"({"$jsonSchema":{"properties":{"a":{"enum":["ann"]}}}})",
          {R"({"a":"ann"})"},
          {R"({"a":"ANN"})"}}});
}

TEST_CASE("A filter compares what is no string as without a collation", "[match][collation]") {
  check({.strength = 1}, {{R"({"a":1})", {R"({"a":1.0})", R"({"a":[1]})"}, {R"({"a":"1"})", "{}"}},
                          {R"({"a":null})", {"{}", R"({"a":null})"}, {R"({"a":""})"}},
                          {R"({"a":{"$gte":{"$date":"2020-01-01T00:00:00Z"}}})",
                           {R"({"a":{"$date":"2021-01-01T00:00:00Z"}})"},
                           {R"({"a":"2021"})"}},
                          {R"({"a":{"$type":"string","$size":1}})", {}, {R"({"a":"x"})"}}});
}

TEST_CASE("An upsert is seeded by the filter's own spelling", "[match][collation]") {
  const Filter filter = under({.strength = 2}, R"({"a":"ANN","b":{"$in":["X","x"]}})");
  REQUIRE(filter.equalities().size() == 2);
  CHECK(filter.equalities()[0].value == "ANN");
  CHECK(filter.equalities()[1].value == "X");  // MongoDB: one value, as often as it stands there
}

TEST_CASE("A position is that of the element that is equal under the collation",
          "[match][collation]") {
  const Filter filter = under({.strength = 2}, R"({"tags":"red"})");
  const auto match = filter.match(Value::parse(R"({"tags":["blue","RED"]})"));
  REQUIRE(match);
  CHECK(match->position == 1U);
}

}  // namespace match_collation_test
