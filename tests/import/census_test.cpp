// A census: how many documents share a key, and how they came about.
#include "import/census.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/moment.hpp"

using namespace profilestore;
using importing::Census;

namespace {

Document report_of(const std::vector<std::string>& documents,
                   const InvestigateOptions& options = {}) {
  Census census(options);
  for (const std::string& document : documents) census.count(Document::parse(document));
  census.find_groups();
  for (const std::string& text : documents)
    if (const auto document = Document::parse(text); census.is_of_a_group(document))
      census.look(document);
  return census.report();
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
    "documents": 0, "unusable": 0, "key": "userId", "distinct": 0, "null": 0, "missing": 0,
    "arrays": 0, "types": {}, "groups": {"count": 0, "documents": 0, "largest": 0, "sizes": []},
    "verdicts": {}, "timeline": null, "sharedUpdatedAt": [], "largest": []})"));
}

TEST_CASE("Documents are counted by what stands at the key", "[import][census]") {
  Census census({});
  for (const char* document :
       {R"({"userId":"u1"})", R"({"userId":"u1"})", R"({"userId":"u2"})", R"({"userId":null})",
        R"({"userId":null})", R"({})", R"({"x":1})", R"({"userId2":"u1"})", R"({"userId":["u1"]})",
        R"({"userId":[]})", R"({"userId":1})", R"({"userId":1.0})",
        R"({"userId":{"$numberLong":"1"}})", R"({"userId":"1"})", R"({"userId":true})",
        R"({"userId":{"$oid":"57e193d7a9cc81b4027498b5"}})"})
    census.count(Document::parse(document));
  census.count_unusable();
  census.count_unusable();
  census.find_groups();
  const Document report = census.report();
  CHECK(report["documents"] == 16);
  CHECK(report["unusable"] == 2);
  CHECK(report["null"] == 2);
  CHECK(report["missing"] == 3);
  CHECK(report["arrays"] == 2);
  // "u1", "u2", 1 = 1.0 = Int64 1, "1", true, the ObjectId
  CHECK(report["distinct"] == 6);
  CHECK(report["types"] ==
        Value::parse(R"({"bool":1,"double":1,"int":1,"long":1,"objectId":1,"string":4})"));
  CHECK(report["groups"]["documents"] == 5);
  CHECK(report["groups"]["sizes"] ==
        Value::parse(R"([{"documents":2,"groups":1},{"documents":3,"groups":1}])"));
}

TEST_CASE("The key may be a dotted path", "[import][census]") {
  const Document report =
      report_of({R"({"address":{"email":"a"}})", R"({"address":{"email":"a"}})",
                 R"({"address":{"email":null}})", R"({"address":{}})", R"({"address":null})",
                 R"({"address":[{"email":"a"}]})", R"({"email":"a"})"},
                {"address.email", 10});
  CHECK(report["key"] == "address.email");
  CHECK(report["distinct"] == 1);
  CHECK(report["null"] == 1);
  CHECK(report["missing"] == 3);
  CHECK(report["arrays"] == 1);
  CHECK(report["groups"]["largest"] == 2);
}

TEST_CASE("Only the fields that count are asked for", "[import][census]") {
  CHECK(Census({}).fields() == std::vector<std::string>{"_id", "updatedAt", "userId"});
  CHECK(Census({"address.email", 10}).fields() ==
        std::vector<std::string>{"_id", "updatedAt", "address"});
}

TEST_CASE("The largest groups are shown, those of one size by their key", "[import][census]") {
  const std::vector<std::string> documents{
      R"({"userId":"b"})", R"({"userId":"c"})", R"({"userId":"a"})", R"({"userId":"c"})",
      R"({"userId":"b"})", R"({"userId":"a"})", R"({"userId":"c"})", R"({"userId":"alone"})",
      R"({"userId":7})",   R"({"userId":7})"};
  const auto shown = [&](std::size_t largest) {
    const Document report = report_of(documents, {"userId", largest});
    Value keys = Value::array();
    for (const Value& group : report["largest"]) keys.push_back({group["key"], group["documents"]});
    return keys;
  };
  CHECK(shown(10) == Value::parse(R"([["c",3],["a",2],["b",2],[7,2]])"));
  CHECK(shown(2) == Value::parse(R"([["c",3],["a",2]])"));
  CHECK(shown(0) == Value::array());
  CHECK(report_of(documents, {"userId", 0})["groups"] ==
        Value::parse(R"({"count":4,"documents":9,"largest":3,
                         "sizes":[{"documents":2,"groups":3},{"documents":3,"groups":1}]})"));
}

TEST_CASE("A create race shows: made within seconds, by several processes", "[import][census]") {
  // Two seconds apart is close, three is not; the processes are in the order of their bytes.
  const auto report = report_of({profile(100, 'b', 1), profile(102, 'a', 7), profile(102, 'b', 2),
                                 profile(105, 'a', 8), profile(500, 'a', 9)});
  REQUIRE(report["largest"].size() == 1);
  CHECK(report["largest"][0]["created"] == Value::parse(R"({
    "first": {"$date": "1970-01-01T00:01:40Z"}, "last": {"$date": "1970-01-01T00:08:20Z"},
    "seconds": 400, "withinTwoSeconds": 2,
    "processes": [{"process": "aaaaaaaaaa", "documents": 3},
                  {"process": "bbbbbbbbbb", "documents": 2}]})"));
}

TEST_CASE("A bulk update shows: one updatedAt for the whole group", "[import][census]") {
  const auto updated = [](const std::vector<std::string>& documents) {
    return report_of(documents)["largest"][0]["updatedAt"];
  };
  CHECK(updated({profile(1, 'a', 1, 60), profile(5, 'a', 2, 60), profile(9, 'a', 3, 60)}) ==
        Value::parse(R"({"distinct":1,"sharedBy":3,"value":{"$date":"1970-01-01T00:01:00Z"}})"));
  CHECK(updated({profile(1, 'a', 1, 60), profile(5, 'a', 2, 90), profile(9, 'a', 3, 90)}) ==
        Value::parse(R"({"distinct":2,"sharedBy":2,"value":{"$date":"1970-01-01T00:01:30Z"}})"));
  // Of as many, the earlier.
  CHECK(updated({profile(1, 'a', 1, 90), profile(5, 'a', 2, 60)}) ==
        Value::parse(R"({"distinct":2,"sharedBy":1,"value":{"$date":"1970-01-01T00:01:00Z"}})"));
}

TEST_CASE("What is no ObjectId and no date says nothing of times", "[import][census]") {
  const auto report = report_of({R"({"_id":1,"userId":"u","updatedAt":"2024-01-01T00:00:00Z"})",
                                 R"({"_id":"57e193d7a9cc81b4027498b5","userId":"u","updatedAt":5})",
                                 R"({"userId":"u","updatedAt":null})"});
  REQUIRE(report["largest"].size() == 1);
  CHECK(report["largest"][0]["created"].is_null());
  CHECK(report["largest"][0]["updatedAt"].is_null());
  CHECK(report["sharedUpdatedAt"] == Value::array());
}

TEST_CASE("Moments that several documents share are shown, the most shared first",
          "[import][census]") {
  const auto document = [](const char* user, int second) {
    return fmt::format(R"({{"userId":"{}","updatedAt":{{"$date":"1970-01-01T00:00:{:02}Z"}}}})",
                       user, second);
  };
  CHECK(report_of({document("a", 30), document("b", 30), document("a", 10), document("c", 10),
                   document("a", 20), document("a", 20), document("b", 20),
                   document("b", 40)})["sharedUpdatedAt"] == Value::parse(R"([
    {"updatedAt": {"$date": "1970-01-01T00:00:20Z"}, "documents": 3, "keys": 2},
    {"updatedAt": {"$date": "1970-01-01T00:00:10Z"}, "documents": 2, "keys": 2},
    {"updatedAt": {"$date": "1970-01-01T00:00:30Z"}, "documents": 2, "keys": 2}])"));
  std::vector<std::string> many;
  for (int second = 0; second < 12; ++second)
    for (const char* user : {"a", "b"}) many.push_back(document(user, second));
  CHECK(report_of(many)["sharedUpdatedAt"].size() == 10);
}

TEST_CASE("The order of the documents does not show", "[import][census]") {
  std::vector<std::string> documents{profile(3, 'b', 1, 9), profile(1, 'a', 2, 8),
                                     R"({"userId":"v"})",   R"({"userId":"v"})",
                                     R"({"userId":null})",  R"({"userId":"w"})"};
  std::sort(documents.begin(), documents.end());
  const std::string expected = report_of(documents).dump();
  std::size_t others = 0;
  do {
    others += report_of(documents).dump() != expected;
  } while (std::next_permutation(documents.begin(), documents.end()));
  CHECK(others == 0);
}

TEST_CASE("The copies stand on a timeline, the first of each group left out", "[import][census]") {
  const auto report = report_of({profile(100, 'a', 1), profile(103, 'a', 2), profile(104, 'a', 3)});
  CHECK(report["timeline"] == Value::parse(R"({"seconds": 1, "created": [
    {"from": {"$date": "1970-01-01T00:01:43Z"}, "documents": 1},
    {"from": {"$date": "1970-01-01T00:01:44Z"}, "documents": 1}]})"));
  const auto far =
      report_of({profile(0, 'a', 1), profile(86'400, 'a', 2), profile(864'000, 'a', 3)});
  CHECK(far["timeline"]["seconds"] == 6 * 3600);
  CHECK(far["timeline"]["created"].size() == 2);
}

TEST_CASE("Contents are equal but for _id and dates; identities but for their case",
          "[import][census]") {
  const auto group = [](const char* a, const char* b) { return report_of({a, b})["largest"][0]; };
  const auto same = group(R"({"_id":1,"userId":"u","n":1,"t":{"$date":"2024-01-01T00:00:00Z"}})",
                          R"({"_id":2,"userId":"u","n":1,"t":{"$date":"2024-01-02T00:00:00Z"}})");
  CHECK(same["contents"] == 1);
  CHECK(same["verdict"] == Value::parse(R"(["re-import"])"));
  const auto mail = group(R"({"_id":1,"userId":"u","email":"Ann@x"})",
                          R"({"_id":2,"userId":"u","email":"ann@X"})");
  CHECK((mail["contents"] == 2 && mail["identities"] == 1));
  const auto people =
      group(R"({"_id":1,"userId":"u","email":"ann"})", R"({"_id":2,"userId":"u","email":"bob"})");
  CHECK(people["verdict"] == Value::parse(R"(["distinct people"])"));
  CHECK(group(R"({"_id":1,"userId":"u"})", R"({"_id":1,"userId":"u","x":2})")["verdict"] ==
        Value::parse(R"(["re-import"])"));
}
