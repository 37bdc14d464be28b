// A census: how many documents share a key, and how they came about.
#include "investigate/census.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/moment.hpp"

namespace investigate_census_test {

using namespace profilestore;
using investigating::Census;

namespace {

Document report_of(const std::vector<std::string>& texts, InvestigateOptions options = {}) {
  if (options.keys.empty()) options.keys = {"userId"};
  Census census(options);
  std::vector<Document> documents;
  for (const std::string& text : texts) {
    documents.push_back(Document::parse(text));
    census.add(documents.back().dump(), documents.back());
  }
  census.close();
  for (std::uint32_t i = 0; i < documents.size(); ++i)
    if (census.wants(i)) census.show(i, documents[i]);
  return census.report();
}

/// What it finds of the only key.
Document key_of(const std::vector<std::string>& texts, const InvestigateOptions& options = {}) {
  return report_of(texts, options)["keys"][0];
}

InvestigateOptions by(const Paths& paths, std::size_t largest = 10) {
  InvestigateOptions options;
  options.keys = {paths};
  options.largest = largest;
  return options;
}

/// A profile of user "u", made at a second by a process, and updated at a second.
std::string profile(std::uint32_t made, char process, std::uint32_t number, int updated = 0) {
  const Value updated_at = document::date_of_millis(updated * 1000);
  return fmt::format(R"({{"_id":{{"$oid":"{:08x}{}{:06x}"}},"userId":"u","updatedAt":{}}})", made,
                     std::string(10, process), number, updated_at.dump());
}

}  // namespace

TEST_CASE("An empty census is all zeros", "[import][census]") {
  CHECK(report_of({}) == Document::parse(R"({
    "documents": 0, "unusable": 0, "updated": "updatedAt", "identity": [], "values": true,
    "thresholds": {"raceSeconds": 5, "retryFromSeconds": 2, "retryUntilSeconds": 600},
    "keys": [{"key": "userId", "distinct": 0, "null": 0, "missing": 0, "empty": 0,
      "blank": 0, "placeholders": [], "placeholderDocuments": 0, "arrays": 0, "types": {},
      "mixed": [], "groups": {"count": 0, "documents": 0, "largest": 0, "sizes": []},
      "spellings": [], "sharedUpdates": [], "timeline": null, "verdicts": [], "largest": []}]})"));
}

TEST_CASE("Documents are counted by what stands at the key", "[import][census]") {
  const Document key =
      key_of({R"({"userId":"u1"})", R"({"userId":"u1"})", R"({"userId":"u2"})",
              R"({"userId":null})", R"({"userId":null})", R"({})", R"({"x":1})",
              R"({"userId2":"u1"})", R"({"userId":["u1"]})", R"({"userId":[]})", R"({"userId":1})",
              R"({"userId":1.0})", R"({"userId":{"$numberLong":"1"}})", R"({"userId":"1"})",
              R"({"userId":true})", R"({"userId":{"$oid":"57e193d7a9cc81b4027498b5"}})"});
  CHECK(key["null"] == 2);
  CHECK(key["missing"] == 3);
  CHECK(key["arrays"] == 2);
  // "u1", "u2", 1 = 1.0 = Int64 1, "1", true, the ObjectId
  CHECK(key["distinct"] == 6);
  CHECK(key["types"] ==
        Value::parse(R"({"bool":1,"double":1,"int":1,"long":1,"objectId":1,"string":4})"));
  CHECK(key["groups"] == Value::parse(R"({"count":2,"documents":5,"largest":3,
                                          "sizes":[{"size":2,"groups":1},{"size":3,"groups":1}]})"));
}

TEST_CASE("One text as values of two types is called out", "[import][census]") {
  const Document key =
      key_of({R"({"user":{"_id":"57e193d7a9cc81b4027498b5"}})",
              R"({"user":{"_id":{"$oid":"57e193d7a9cc81b4027498b5"}}})",
              R"({"user":{"_id":{"$oid":"57e193d7a9cc81b4027498b5"}}})",
              R"({"user":{"_id":{"$oid":"57e193d7a9cc81b4027498b6"}}})", R"({"user":{"_id":17}})",
              R"({"user":{"_id":"17"}})", R"({"user":{"_id":{"$numberLong":"18"}}})",
              R"({"user":{"_id":18}})", R"({"user":{"_id":"19"}})"},
             by("user._id"));
  CHECK(key["mixed"] == Value::parse(R"([
    {"types":["number","string"],"values":1,"documents":2},
    {"types":["string","objectId"],"values":1,"documents":3}])"));
}

TEST_CASE("The key may be a dotted path, or several paths", "[import][census]") {
  const std::vector<std::string> documents{R"({"t":1,"address":{"email":"a"}})",
                                           R"({"t":1,"address":{"email":"a"}})",
                                           R"({"t":2,"address":{"email":"a"}})",
                                           R"({"t":1,"address":{"email":null}})",
                                           R"({"t":1,"address":{}})",
                                           R"({"t":1,"address":null})",
                                           R"({"t":1,"address":[{"email":"a"}]})",
                                           R"({"t":1,"email":"a"})"};
  const Document one = key_of(documents, by("address.email"));
  CHECK(one["key"] == "address.email");
  CHECK(one["distinct"] == 1);
  CHECK(one["null"] == 1);
  CHECK(one["missing"] == 3);
  CHECK(one["arrays"] == 1);
  CHECK(one["groups"]["largest"] == 3);
  const Document two = key_of(documents, by({"t", "address.email"}));
  CHECK(two["key"] == "t,address.email");
  CHECK(two["groups"]["largest"] == 2);
  CHECK(two["largest"][0]["key"] == Value::parse(R"({"t":1,"address.email":"a"})"));
}

TEST_CASE("Only the fields that count are asked for", "[import][census]") {
  CHECK(Census(by("userId")).fields() ==
        std::vector<std::string>{"_id", "email", "updatedAt", "userId"});
  InvestigateOptions options = by({"tenant", "address.email"});
  options.identity = {};
  options.updated = "meta.changed";
  CHECK(Census(options).fields() == std::vector<std::string>{"_id", "address", "meta", "tenant"});
}

TEST_CASE("Paths that are none are refused", "[import][census]") {
  CHECK_THROWS_AS(Census(by("")), InvalidInput);
  InvestigateOptions options = by("userId");
  options.updated = "a..b";
  CHECK_THROWS_AS(Census(options), InvalidInput);
  options.updated = "updatedAt";
  options.identity = {"$x"};
  CHECK_THROWS_AS(Census(options), InvalidInput);
}

TEST_CASE("The largest groups are shown, those of one size by their key", "[import][census]") {
  const std::vector<std::string> documents{
      R"({"userId":"b"})", R"({"userId":"c"})", R"({"userId":"a"})", R"({"userId":"c"})",
      R"({"userId":"b"})", R"({"userId":"a"})", R"({"userId":"c"})", R"({"userId":"alone"})",
      R"({"userId":7})",   R"({"userId":7})"};
  Value keys = Value::array();
  const Document all = key_of(documents);
  for (const Value& group : all["largest"]) keys.push_back({group["key"], group["documents"]});
  CHECK(keys == Value::parse(R"([["c",3],["a",2],["b",2],[7,2]])"));
  const Document two = key_of(documents, by("userId", 2));
  CHECK(two["largest"].size() == 2);
  CHECK(two["largest"][0]["key"] == "c");
  CHECK(two["groups"]["count"] == 4);
  CHECK(key_of(documents, by("userId", 0))["largest"].empty());
}

TEST_CASE("A census counts the verdicts of all groups, shown or not", "[import][census]") {
  std::vector<std::string> documents{profile(100, 'b', 1, 900),   profile(102, 'a', 7, 900),
                                     R"({"_id":1,"userId":"v"})", R"({"_id":2,"userId":"v"})",
                                     R"({"_id":3,"userId":"w"})", R"({"_id":4,"userId":"w"})"};
  CHECK(key_of(documents, by("userId", 1))["verdicts"] == Value::parse(R"([
    {"verdict":["unknown"],"title":"unknown","groups":2,"documents":4},
    {"verdict":["createRace","bulkUpdate"],"title":"create race followed by a bulk update",
     "groups":1,"documents":2}])"));
}

TEST_CASE("Moments that several documents share are shown, the most shared first",
          "[import][census]") {
  const auto document = [](const char* user, int second) {
    return fmt::format(R"({{"userId":"{}","updatedAt":{{"$date":"1970-01-01T00:00:{:02}Z"}}}})",
                       user, second);
  };
  CHECK(key_of({document("a", 30), document("b", 30), document("a", 10), document("c", 10),
                document("a", 20), document("a", 20), document("b", 20),
                document("b", 40)})["sharedUpdates"] == Value::parse(R"([
    {"updated": {"$date": "1970-01-01T00:00:20Z"}, "documents": 3, "keys": 2},
    {"updated": {"$date": "1970-01-01T00:00:10Z"}, "documents": 2, "keys": 2},
    {"updated": {"$date": "1970-01-01T00:00:30Z"}, "documents": 2, "keys": 2}])"));
  std::vector<std::string> many;
  for (int second = 0; second < 12; ++second)
    for (const char* user : {"a", "b"}) many.push_back(document(user, second));
  CHECK(key_of(many)["sharedUpdates"].size() == 10);
}

TEST_CASE("The documents of a group stand side by side, those of different content first",
          "[import][census]") {
  InvestigateOptions options = by("userId");
  options.columns = 2;
  const Document group =
      key_of({R"({"_id":1,"userId":"u","a":1})", R"({"_id":2,"userId":"u","a":1})",
              R"({"_id":3,"userId":"u","a":2})"},
             options)["largest"][0];
  CHECK(group["columns"].size() == 2);
  std::map<std::string, Value> fields;
  for (const Value& field : group["fields"]) fields[field["path"].get<std::string>()] = field;
  CHECK(fields["userId"]["differs"] == false);
  CHECK(fields["a"]["distinct"] == 2);
  CHECK(fields["a"]["cells"][0]["mark"] != fields["a"]["cells"][1]["mark"]);
}

TEST_CASE("Without values a report has none", "[import][census]") {
  InvestigateOptions options = by("userId");
  options.values = false;
  const std::string report =
      report_of({R"({"_id":"secret1","userId":"secret2","email":"secret3"})",
                 R"({"_id":"secret4","userId":"secret2","email":"secret5"})"},
                options)
          .dump();
  CHECK(report.find("secret") == report.npos);
  CHECK(report.find(R"("path":"email")") != report.npos);
}

TEST_CASE("The order of the documents does not show", "[import][census]") {
  std::vector<std::string> documents{profile(3, 'b', 1, 9),        profile(1, 'a', 2, 8),
                                     R"({"_id":1,"userId":"v"})",  R"({"_id":2,"userId":"v"})",
                                     R"({"_id":3,"userId":null})", R"({"_id":4,"userId":"w"})"};
  std::sort(documents.begin(), documents.end());
  const std::string expected = report_of(documents).dump();
  std::size_t others = 0;
  do {
    others += report_of(documents).dump() != expected;
  } while (std::next_permutation(documents.begin(), documents.end()));
  CHECK(others == 0);
}

}  // namespace investigate_census_test
