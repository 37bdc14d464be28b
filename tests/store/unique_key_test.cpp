// Which values are one key, in an index and to a filter.
#include <limits>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace store_unique_key_test {

using namespace profilestore;

namespace {

struct Pair {
  std::string one, other;
};

const std::vector<Pair> equal{
    {"1", "1.0"},
    {"1", R"({"$numberLong": "1"})"},
    {"1", R"({"$numberDecimal": "1"})"},
    {"1.0", R"({"$numberDecimal": "1.000"})"},
    {R"({"$numberLong": "1"})", R"({"$numberDecimal": "1E0"})"},
    {"0", "-0.0"},
    {"0", R"({"$numberDecimal": "-0E+3"})"},
    {"0.5", R"({"$numberDecimal": "0.50"})"},
    {"-7", R"({"$numberDouble": "-7.0"})"},
    {"4294967296", "4294967296.0"},
    {"9007199254740992", "9007199254740992.0"},
    {R"({"$numberLong": "-9223372036854775808"})", "-9223372036854775808.0"},
    {R"({"$numberDouble": "NaN"})", R"({"$numberDecimal": "NaN"})"},
    {R"({"$numberDouble": "Infinity"})", R"({"$numberDecimal": "Infinity"})"},
    {R"("a")", R"({"$symbol": "a"})"},
    {R"({"n": 1, "s": "x"})", R"({"n": 1.0, "s": "x"})"},
    {R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$oid": "57E193D7A9CC81B4027498B5"})"},
    {R"({"$date": "2020-01-01T00:00:00Z"})", R"({"$date": {"$numberLong": "1577836800000"}})"},
    {R"({"$date": "2020-01-01T01:00:00+01:00"})", R"({"$date": "2020-01-01T00:00:00.000Z"})"},
    {R"({"$binary": {"base64": "AQI=", "subType": "00"}})", R"({"$binary": "AQI=", "$type": "0"})"},
    {R"({"$regex": "a", "$options": "xi"})",
     R"({"$regularExpression": {"pattern": "a", "options": "ix"}})"},
    {R"("\u00e9")", R"("é")"},
};

const std::vector<Pair> different{
    {"1", R"("1")"},
    {"1", "true"},
    {R"("1")", "true"},
    {"0", "false"},
    {"0", R"("")"},
    {"0", R"({})"},
    {R"("true")", "true"},
    {"1", "1.0000000000000002"},
    {"9007199254740993", "9007199254740992.0"},
    {"9223372036854775807", "9223372036854775808.0"},
    {"0.1", R"({"$numberDecimal": "0.1"})"},
    {R"({"$numberDouble": "Infinity"})", R"({"$numberDouble": "-Infinity"})"},
    {R"("a")", R"("A")"},
    {R"("a")", R"("a ")"},
    {R"("a")", R"("a\u0000")"},
    {R"("\u00e9")", R"("e\u0301")"},
    {R"({"a": 1, "b": 2})", R"({"b": 2, "a": 1})"},
    {R"({"a": 1})", R"({"a": 1, "b": null})"},
    {R"({})", R"({"a": null})"},
    {R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"("57e193d7a9cc81b4027498b5")"},
    {R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$oid": "57e193d7a9cc81b4027498b6"})"},
    {R"({"$date": {"$numberLong": "1"}})", "1"},
    {R"({"$date": {"$numberLong": "1"}})", R"({"$timestamp": {"t": 0, "i": 1}})"},
    {R"({"$timestamp": {"t": 1, "i": 2}})", R"({"$timestamp": {"t": 2, "i": 1}})"},
    {R"({"$binary": {"base64": "AQI=", "subType": "00"}})",
     R"({"$binary": {"base64": "AQI=", "subType": "04"}})"},
    {R"({"$binary": {"base64": "", "subType": "00"}})", R"("")"},
    {R"({"$minKey": 1})", R"({"$maxKey": 1})"},
    {R"({"$code": "f"})", R"("f")"},
    {R"({"$code": "f"})", R"({"$code": "f", "$scope": {}})"},
    {R"({"$regularExpression": {"pattern": "a", "options": ""}})",
     R"({"$regularExpression": {"pattern": "a", "options": "i"}})"},
};

Document holding(const std::string& key) { return ejson::parse("{\"key\": " + key + "}"); }

// $eq, since a regular expression at a path is a pattern to be matched.
Document asking_for(const std::string& key) {
  return ejson::parse("{\"key\": {\"$eq\": " + key + "}}");
}

bool clashes(Collection& users, const std::string& key) {
  try {
    users.insert_one(holding(key));
  } catch (const DuplicateKey&) {
    return true;
  }
  return false;
}

bool finds(const Collection& users, const std::string& stored, const std::string& asked) {
  const auto found = users.find_one(asking_for(asked));
  return found && found->at("key") == holding(stored).at("key");
}

template <class Check>
void both_ways(const std::vector<Pair>& pairs, Check check) {
  for (const Pair& pair : pairs)
    for (const auto& [one, other] : {pair, Pair{pair.other, pair.one}}) {
      INFO(one << " and then " << other);
      temporary::Store store;
      Collection indexed = store.collection("indexed", {.indexes = {{"key"}}});
      Collection scanned = store.collection("scanned");
      for (Collection* users : {&indexed, &scanned}) users->insert_one(holding(one));
      check(indexed, scanned, one, other);
    }
}

}  // namespace

TEST_CASE("Values that MongoDB calls equal are one key", "[store][unique]") {
  both_ways(equal,
            [](Collection& indexed, Collection& scanned, const auto& one, const auto& other) {
              CHECK(clashes(indexed, other));
              CHECK(finds(indexed, one, other));
              CHECK(finds(scanned, one, other));
            });
}

TEST_CASE("Values that MongoDB tells apart are different keys", "[store][unique]") {
  both_ways(different,
            [](Collection& indexed, Collection& scanned, const auto& one, const auto& other) {
              CHECK_FALSE(finds(indexed, one, other));
              CHECK_FALSE(finds(scanned, one, other));
              CHECK_FALSE(clashes(indexed, other));
              CHECK(finds(indexed, other, other));
              CHECK(finds(indexed, one, one));
            });
}

TEST_CASE("A key over two paths is equal if both parts are", "[store][unique]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{{"tenant", "user.id"}}}});
  const auto document = [](const Value& tenant, const Value& id) {
    return Document{{"tenant", tenant}, {"user", {{"id", id}}}};
  };
  users.insert_one(document("a", 1));
  CHECK_NOTHROW(users.insert_one(document("a", 2)));
  CHECK_NOTHROW(users.insert_one(document("b", 1)));
  CHECK_NOTHROW(users.insert_one(document(1, "a")));
  CHECK_THROWS_AS(users.insert_one(document("a", 2.0)), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one(document(1.0, "a")), DuplicateKey);
  CHECK(users.find_one({{"tenant", "a"}, {"user.id", 2}})->at("user").at("id") == 2);
  CHECK(users.count({{"tenant", "a"}}) == 2);
  CHECK(store.check().sound());
}

TEST_CASE("`_id` is unique by the same equality, and may be anything but an array or a pattern",
          "[store][unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (const char* id : {"1", R"("1")", "true", "null", R"({"a": 1})", R"({"a": 2})", "1.5",
                         R"({"$date": {"$numberLong": "1"}})"}) {
    INFO(id);
    const Document document = {{"_id", ejson::parse("{\"x\": " + std::string(id) + "}").at("x")}};
    CHECK(users.insert_one(document).inserted_id == document.at("_id"));
    CHECK_THROWS_AS(users.insert_one(document), DuplicateKey);
    CHECK(users.find_one({{"_id", document.at("_id")}}) == document);
  }
  CHECK_THROWS_AS(users.insert_one({{"_id", 1.0}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one(ejson::parse(R"({"_id": [1]})")), InvalidInput);
  CHECK_THROWS_AS(users.insert_one(ejson::parse(R"({"_id": {"$regex": "a", "$options": ""}})")),
                  InvalidInput);
}

}  // namespace store_unique_key_test
