// A filter asked of a text says what it says of the document.
#include "query/text_filter.hpp"

#include <cstdlib>
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "model/random_language.hpp"
#include "query/filters.hpp"
#include "store/seed.hpp"

namespace query_text_filter_test {

using namespace profilestore;

namespace {

bool matches(const char* filter, std::string_view text,
             const std::shared_ptr<const match::Terms>& terms = nullptr) {
  query::TextFilter asked(match::Filter::parse(extjson::parse(filter), terms));
  const bool answer = asked.matches(text);
  CHECK(asked.filter().matches(extjson::parse(text)) == answer);
  CHECK(asked.matches(text) == answer);  // and again
  return answer;
}

// How many filters ctest tries; more with PROFILESTORE_FILTERS.
int filters() {
  const char* given = std::getenv("PROFILESTORE_FILTERS");
  return given == nullptr ? 20'000 : std::atoi(given);
}

}  // namespace

TEST_CASE("A filter is answered on the text of a document", "[store][text_filter]") {
  const std::string text =
      R"({"_id":1,"a":"x","n":1.0,"list":["x",{"b":2}],"o":{"b":null},"q\"e\\":"\u0001é"})";
  struct Row {
    const char* filter;
    bool found;
  };
  for (const Row& row : std::vector<Row>{
           {R"({})", true},
           {R"({"a": "x"})", true},
           {R"({"a": "X"})", false},
           {R"({"a": "x", "_id": 1})", true},
           {R"({"a": "x", "_id": 2})", false},
           {R"({"n": 1})", true},
           {R"({"n": 1.0})", true},
           {R"({"n": {"$type": "double"}})", true},
           {R"({"list": "x"})", true},
           {R"({"list": ["x", {"b": 2}]})", true},
           {R"({"list.b": 2})", true},
           {R"({"list.1.b": {"$gt": 1}})", true},
           {R"({"o": {"b": null}})", true},
           {R"({"o.b": null, "o.c": null, "z": null})", true},
           {R"({"z": {"$exists": true}})", false},
           {R"({"q\"e\\": "\u0001é"})", true},
           {R"({"q\"e\\": {"$regex": "é$"}})", true},
           {R"({"$nor": [{"a": "x"}]})", false},
           {R"({"$expr": {"$eq": ["$a", "x"]}})", true},
           {R"({"$jsonSchema": {"required": ["o"]}, "a": "x"})", true},
           {R"({"a":"x","b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null,"i":null})",
            true},
       }) {
    INFO(row.filter);
    CHECK(matches(row.filter, text) == row.found);
  }
}

TEST_CASE("Under a collation a text is compared as its document is", "[store][text_filter]") {
  const auto terms = query::terms_of(Collation{.strength = 2});
  CHECK(matches(R"({"a": "ÄNNE"})", R"({"a":"änne"})", terms));
  CHECK_FALSE(matches(R"({"a": "ÄNNE"})", R"({"a":"anne"})", terms));
}

TEST_CASE("A text that is no document is damage where it is looked at", "[store][text_filter]") {
  query::TextFilter filter(match::Filter::parse(extjson::parse(R"({"a": {"$gt": 1}})")));
  CHECK_THROWS_AS(filter.matches(R"({"a":nul})"), Corrupt);
}

TEST_CASE("Random filters are answered on texts as on documents", "[store][text_filter]") {
  const auto seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed << "; PROFILESTORE_FILTERS tries more");
  model::RandomLanguage random(seed);
  int asked = 0, matched = 0, refused = 0;
  while (asked < filters()) {
    const Document filter = extjson::normalise_value(random.filter());
    std::optional<match::Filter> parsed;
    try {
      parsed.emplace(match::Filter::parse(filter));
    } catch (const InvalidFilter&) {
      REQUIRE(++refused < asked + 1000);
      continue;
    }
    query::TextFilter on_text(*parsed);
    for (int i = 0; i < 3; ++i) {
      Document document = random.document();
      if (random.below(2) == 0) document["_id"] = random.below(40);
      const Document normal = extjson::normalise_value(document);
      const bool expected = parsed->matches(normal);
      if (on_text.matches(normal.dump()) != expected) {
        INFO(filter.dump() << " asked of " << normal.dump());
        REQUIRE(on_text.matches(normal.dump()) == expected);
      }
      matched += expected ? 1 : 0;
    }
    ++asked;
  }
  CHECK(matched > filters() / 20);
  CHECK(matched < filters() * 3);
}

}  // namespace query_text_filter_test
