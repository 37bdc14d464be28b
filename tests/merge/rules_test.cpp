// The rules that pick a survivor: how they are written, and the scores that they give.
#include "merge/rules.hpp"

#include <profilestore/error.hpp>

#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"

namespace merge_rules_test {

using namespace profilestore;
using merge::Rules;

namespace {

constexpr std::int64_t worst = std::numeric_limits<std::int64_t>::min();

/// The scores under the rules that are written, without those of `_id` at the end.
std::vector<std::int64_t> scores(const std::string& rules, const std::string& document,
                                 std::size_t filled = 0) {
  const Rules parsed = Rules::parse(rules);
  std::vector<std::int64_t> scores(parsed.size());
  parsed.score(Value::parse(document), filled, scores);
  scores.resize(parsed.given());
  return scores;
}

std::int64_t score(const std::string& rule, const std::string& document) {
  const auto all = scores(rule, document);
  REQUIRE(all.size() == 1);
  return all.front();
}

}  // namespace

TEST_CASE("A list of rules has their names in order, and ends with the `_id`, as time was going",
          "[merge][rules]") {
  struct List {
    std::string text;
    std::vector<std::string> names;
    std::vector<std::string> fields;
  };
  const std::vector<List> table{
      {"complete", {"complete", "newest:_id", "newest:_id"}, {"_id"}},
      {std::string(Rules::usual),
       {"complete", "newest:updatedAt", "newest:_id", "newest:_id"},
       {"updatedAt", "_id"}},
      {"complete:onboardingCompleted,newest:updatedAt,oldest:meta.created",
       {"complete:onboardingCompleted", "newest:updatedAt", "oldest:meta.created", "oldest:_id",
        "oldest:_id"},
       {"onboardingCompleted", "updatedAt", "meta", "_id"}},
      {"oldest:a,newest:b",
       {"oldest:a", "newest:b", "newest:_id", "newest:_id"},
       {"a", "b", "_id"}},
      {"newest:a:b", {"newest:a:b", "newest:_id", "newest:_id"}, {"a:b", "_id"}},
      {"rank:o.role=a>b,most-referenced:orders.by",
       {"rank:o.role=a>b", "most-referenced:orders.by", "newest:_id", "newest:_id"},
       {"o", "_id", "_id"}},
      // a name may have spaces
      {"newest: a ", {"newest: a ", "newest:_id", "newest:_id"}, {" a ", "_id"}},
  };
  for (const List& row : table) {
    INFO(row.text);
    const Rules rules = Rules::parse(row.text);
    REQUIRE(rules.size() == row.names.size());
    for (std::size_t i = 0; i < row.names.size(); ++i) CHECK(rules.name(i) == row.names[i]);
    CHECK(rules.fields() == row.fields);
  }
}

TEST_CASE("A rule that does not exist is named in the refusal", "[merge][rules]") {
  struct Refused {
    std::string text, rule;
  };
  const std::vector<Refused> table{
      {"", ""},
      {"complete,", ""},
      {",complete", ""},
      {"newest", "newest"},
      {"complete,oldest", "oldest"},
      {"newest:", "newest:"},
      {"complete:", "complete:"},
      {"newest:a..b", "newest:a..b"},
      {"newest:.a", "newest:.a"},
      {"oldest:a.", "oldest:a."},
      {"Complete", "Complete"},
      {"complete, newest:a", " newest:a"},
      {"newest=updatedAt", "newest=updatedAt"},
      {"longest:bio", "longest:bio"},
      {"rank", "rank"},
      {"rank:role", "rank:role"},
      {"rank:role=", "rank:role="},
      {"rank:role=a>>b", "rank:role=a>>b"},
      {"rank:role=a>a", "rank:role=a>a"},
      {"rank:plan=a,b>c", "b>c"},
      {"most-referenced", "most-referenced"},
      {"most-referenced:orders", "most-referenced:orders"},
      {"most-referenced:orders.", "most-referenced:orders."},
      {"most-referenced:orders.by+", "most-referenced:orders.by+"},
      {"max:n", "max:n"},
  };
  for (const Refused& row : table) {
    INFO(row.text);
    CHECK_THROWS_AS(Rules::parse(row.text), InvalidInput);
    CHECK_THROWS_WITH(Rules::parse(row.text),
                      Catch::Matchers::StartsWith("keep: '" + row.rule + "' is not a rule; "));
  }
}

TEST_CASE("`complete` counts the filled leaves of the whole document", "[merge][rules]") {
  CHECK(scores("complete", "{}", 0) == std::vector<std::int64_t>{0});
  CHECK(scores("complete", "{}", 17) == std::vector<std::int64_t>{17});
}

TEST_CASE("`complete:FIELD` asks for a field that is there, and not null, false or empty",
          "[merge][rules]") {
  for (const char* value :
       {"true", "0", "-1", "0.0", R"("false")", R"("x")", "[0]", "[null]", R"({"b":null})",
        R"({"$oid":"57e193d7a9cc81b4027498b5"})", R"({"$date":"1970-01-01T00:00:00Z"})",
        R"({"$numberLong":"0"})", R"({"$numberDouble":"NaN"})", R"({"$minKey":1})"}) {
    INFO(value);
    CHECK(score("complete:a", R"({"a":)" + std::string(value) + "}") == 1);
    CHECK(score("complete:o.a", R"({"o":{"a":)" + std::string(value) + "}}") == 1);
  }
  for (const char* value : {"null", "false", R"("")", "[]", "{}", R"({"$undefined":true})"}) {
    INFO(value);
    CHECK(score("complete:a", R"({"a":)" + std::string(value) + "}") == 0);
  }
  CHECK(score("complete:a", R"({"b":1})") == 0);
  CHECK(score("complete:a.b", R"({"a":5})") == 0);
  CHECK(score("complete:a.b", R"({"a":[{"b":5}]})") == 0);
}

TEST_CASE("`newest` and `oldest` take any moment, and a document without one loses",
          "[merge][rules]") {
  struct Moment {
    std::string value;
    std::int64_t millis;
  };
  const std::vector<Moment> moments{
      {R"({"$date":"2012-12-24T12:15:30.501Z"})", 1356351330501},
      {R"({"$date":{"$numberLong":"-5"}})", -5},
      {R"({"$timestamp":{"t":4294967295,"i":7}})", 4294967295000},
      {R"({"$oid":"57e193d7a9cc81b4027498b5"})", 1474401239000},
      {R"("2012-12-24T12:15:30.501Z")", 1356351330501},
      {R"("2012-12-24T07:15:30.501-05:00")", 1356351330501},
      {"1356351330501", 1356351330501},
      {"5", 5},
      {"-5", -5},
      {R"({"$numberLong":"5"})", 5},
      {"1356351330501.75", 1356351330501},
      {"9223372036854775807", 9223372036854775807},
  };
  for (const Moment& row : moments) {
    INFO(row.value);
    CHECK(score("newest:a.b", R"({"a":{"b":)" + row.value + "}}") == row.millis);
    CHECK(score("oldest:a.b", R"({"a":{"b":)" + row.value + "}}") == -row.millis);
  }
  for (const char* value : {"null", "true", R"("")", R"("yesterday")", R"("2012-12-24")", "[]",
                            "[5]", "{}", R"({"$numberDouble":"NaN"})",
                            R"({"$numberDouble":"Infinity"})", "1e300", R"({"$maxKey":1})"}) {
    INFO(value);
    CHECK(score("newest:a", R"({"a":)" + std::string(value) + "}") == worst);
    CHECK(score("oldest:a", R"({"a":)" + std::string(value) + "}") == worst);
  }
  CHECK(score("newest:a", "{}") == worst);
  CHECK(score("oldest:a", "{}") == worst);
}

TEST_CASE("The earliest moment of all still beats none", "[merge][rules]") {
  const std::string first = R"({"a":{"$date":{"$numberLong":"-9223372036854775808"}}})";
  CHECK(score("newest:a", first) == worst + 1);
  CHECK(score("oldest:a", first) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("The last scores are the whole ObjectId of `_id`: its time, then the rest",
          "[merge][rules]") {
  const Rules rules = Rules::parse("newest:updatedAt");
  std::vector<std::int64_t> scores(rules.size());
  rules.score(Value::parse(R"({"_id":{"$oid":"57e193d7a9cc81b4027498b5"},"updatedAt":5})"), 3,
              scores);
  const std::int64_t rest = static_cast<std::int64_t>(0xa9cc81b4027498b5 ^ (1ULL << 63));
  CHECK(scores == std::vector<std::int64_t>{5, 1474401239000, rest});
  rules.score(Value::parse(R"({"_id":"u1","updatedAt":null})"), 3, scores);
  CHECK(scores == std::vector<std::int64_t>{worst, worst, 0});
}

TEST_CASE("Of ObjectIds of one second the greater is newer, and the smaller older",
          "[merge][rules]") {
  const auto of = [](const std::string& rule, const char* end) {
    return scores(rule, R"({"_id":{"$oid":"60a1000000000000000000)" + std::string(end) + "\"}}");
  };
  CHECK(of("newest:_id", "09") > of("newest:_id", "04"));
  CHECK(of("oldest:_id", "09") < of("oldest:_id", "04"));
  CHECK(of("newest:_id", "09") == of("newest:_id", "09"));
  CHECK(scores("newest:_id", R"({"_id":{"$oid":"60a10000ff00000000000000"}})") >
        scores("newest:_id", R"({"_id":{"$oid":"60a100007f00000000000000"}})"));
}

TEST_CASE("`rank` scores by the list, and a document that is not in it loses", "[merge][rules]") {
  CHECK(score("rank:o.role=admin>user", R"({"o":{"role":"admin"}})") == 2);
  CHECK(score("rank:o.role=admin>user", R"({"o":{"role":"user"}})") == 1);
  CHECK(score("rank:o.role=admin>user", R"({"o":{"role":"owner"}})") == 0);
  CHECK(score("rank:o.role=admin>user", "{}") == 0);
}

TEST_CASE("`most-referenced` scores by what refers to the `_id`, and by nothing until it is known",
          "[merge][rules]") {
  Rules rules = Rules::parse("most-referenced:orders.by+app.bookings.who.id");
  const auto referring = rules.referring();
  REQUIRE(referring.size() == 1);
  CHECK(referring[0].rule == "most-referenced:orders.by+app.bookings.who.id");
  CHECK(referring[0].places == std::vector<std::string>{"orders.by", "app.bookings.who.id"});
  std::vector<std::int64_t> scores(rules.size());
  rules.score(Value::parse(R"({"_id":7})"), 0, scores);
  CHECK(scores.front() == 0);
  merge::References counted;
  for (int i = 0; i < 3; ++i)
    counted.count(Value::parse(R"({"by":7})"), document::Path("by"), [](auto&) { return false; });
  rules.take_references("most-referenced:others.by",
                        std::make_shared<const merge::References>(counted));
  rules.score(Value::parse(R"({"_id":7})"), 0, scores);
  CHECK(scores.front() == 0);
  rules.take_references(referring[0].rule, std::make_shared<const merge::References>(counted));
  rules.score(Value::parse(R"({"_id":7})"), 0, scores);
  CHECK(scores.front() == 3);
}

TEST_CASE("A refused rule that has another name, or is one of merge, is told so",
          "[merge][rules]") {
  const auto message = [](const char* text) -> std::string {
    try {
      (void)Rules::parse(text);
    } catch (const InvalidInput& error) {
      return error.what();
    }
    return "";
  };
  CHECK_THAT(message("max:revision"), has_part("newest:FIELD keeps the highest number"));
  CHECK_THAT(message("sum:n"), has_part("It is a rule of merge"));
  CHECK_THAT(message("rank:a=b,c>d"), has_part("have neither a comma"));
}

TEST_CASE("Ties end at the smallest `_id` if the last rule of a moment was oldest",
          "[merge][rules]") {
  CHECK_FALSE(Rules::parse("complete").ends_at_smallest());
  CHECK_FALSE(Rules::parse("oldest:a,newest:b").ends_at_smallest());
  CHECK(Rules::parse("oldest:a").ends_at_smallest());
  CHECK(Rules::parse("newest:a,oldest:b,complete").ends_at_smallest());
}

}  // namespace merge_rules_test
