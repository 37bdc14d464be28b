// What the report says of the documents that are in the way of a unique index.
#include "store/duplicates.hpp"

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace store_duplicates_test {

using namespace profilestore;

namespace {

struct Case {
  std::string description;
  UniqueIndex index;
  std::vector<std::string> documents;  ///< their `_id`s are 1, 2, …
  std::string report;                  ///< null and missing keys last
};

const std::vector<Case> cases{
    {"one path",
     {"u"},
     {R"({"u":"b"})", R"({"u":"a"})", R"({"u":"b"})", R"({"u":"a"})", R"({"u":"b"})",
      R"({"u":"c"})"},
     R"({"groups":2,"documents":5,"largest":[{"key":{"u":"b"},"documents":3,"ids":[1,3,5]},)"
     R"({"key":{"u":"a"},"documents":2,"ids":[2,4]}],"null":0,"missing":0})"},
    {"of groups of one size the one with the earlier document comes first",
     {"u"},
     {R"({"u":2})", R"({"u":1})", R"({"u":1})", R"({"u":2})"},
     R"({"groups":2,"documents":4,"largest":[{"key":{"u":2},"documents":2,"ids":[1,4]},)"
     R"({"key":{"u":1},"documents":2,"ids":[2,3]}],"null":0,"missing":0})"},
    {"the key is spelled as the first document has it",
     {"u"},
     {R"({"u":{"$numberLong":"1"}})", R"({"u":1})", R"({"u":1.0})", R"({"u":"1"})"},
     R"({"groups":1,"documents":3,"largest":[{"key":{"u":{"$numberLong":"1"}},"documents":3,)"
     R"("ids":[1,2,3]}],"null":0,"missing":0})"},
    {"several paths: one that differs is enough to tell documents apart",
     {{"t", "a.e"}},
     {R"({"t":1,"a":{"e":"x"}})", R"({"t":2,"a":{"e":"x"}})", R"({"t":1,"a":{"e":"x"}})",
      R"({"t":1})", R"({"t":null,"a":{"e":null}})", R"({"a":{"e":null}})"},
     R"({"groups":2,"documents":4,"largest":[{"key":{"t":1,"a.e":"x"},"documents":2,"ids":[1,3]},)"
     R"({"key":{"t":null,"a.e":null},"documents":2,"ids":[5,6]}],"null":1,"missing":2})"},
    {"collide: null and missing are one key",
     {"u"},
     {R"({"u":null})", R"({})", R"({"u":null})"},
     R"({"groups":1,"documents":3,"largest":[{"key":{"u":null},"documents":3,"ids":[1,2,3]}],)"
     R"("null":2,"missing":1})"},
    {"sparse: missing is exempt, and counted",
     {"u", Missing::sparse},
     {R"({"u":null})", R"({})", R"({"u":null})", R"({})", R"({})"},
     R"({"groups":1,"documents":2,"largest":[{"key":{"u":null},"documents":2,"ids":[1,3]}],)"
     R"("null":2,"missing":3})"},
    {"distinct: both are exempt, and counted",
     {"u", Missing::distinct},
     {R"({"u":null})", R"({})", R"({"u":null})", R"({"u":7})", R"({"u":7})"},
     R"({"groups":1,"documents":2,"largest":[{"key":{"u":7},"documents":2,"ids":[4,5]}],)"
     R"("null":2,"missing":1})"},
    {"reject: all have a key",
     {"u", Missing::reject},
     {R"({"u":7})", R"({"u":7})"},
     R"({"groups":1,"documents":2,"largest":[{"key":{"u":7},"documents":2,"ids":[1,2]}],)"
     R"("null":0,"missing":0})"},
    {"a condition: what does not match it is in no group, and not counted",
     {"u", Missing::collide, "", {{"live", true}}},
     {R"({"u":1,"live":true})", R"({"u":1})", R"({"u":1,"live":true})", R"({"u":null})",
      R"({"live":true})"},
     R"({"groups":1,"documents":2,"largest":[{"key":{"u":1},"documents":2,"ids":[1,3]}],)"
     R"("null":0,"missing":1})"},
    {"a collation: Ann is ANN",
     {"u", Missing::collide, "", {}, Collation{.strength = 2}},
     {R"({"u":"Ann"})", R"({"u":"ann"})", R"({"u":"Ánn"})", R"({"u":"ANN"})"},
     R"({"groups":1,"documents":3,"largest":[{"key":{"u":"Ann"},"documents":3,"ids":[1,2,4]}],)"
     R"("null":0,"missing":0})"},
    {"an array: each element is a key, and a document may be in several groups",
     {"u"},
     {R"({"u":["a","b"]})", R"({"u":"b"})", R"({"u":["c","a","a"]})", R"({"u":["d","d"]})",
      R"({"u":["e",null]})"},
     R"({"groups":2,"documents":3,"largest":[{"key":{"u":"a"},"documents":2,"ids":[1,3]},)"
     R"({"key":{"u":"b"},"documents":2,"ids":[1,2]}],"null":1,"missing":0})"},
    {"an array on the way: an element without the field has none",
     {"e.m"},
     {R"({"e":[{"m":1},{"n":2}]})", R"({"e":[{"n":2}]})", R"({"e":{"m":3}})"},
     R"({"groups":1,"documents":2,"largest":[{"key":{"e.m":null},"documents":2,"ids":[1,2]}],)"
     R"("null":0,"missing":2})"},
};

Document told(const DuplicateReport& report) {
  Value largest = Value::array();
  for (const DuplicateGroup& group : report.largest)
    largest.push_back({{"key", group.key}, {"documents", group.documents}, {"ids", group.ids}});
  return {{"groups", report.groups},
          {"documents", report.documents},
          {"largest", largest},
          {"null", report.null_keys},
          {"missing", report.missing_keys}};
}

void insert_all(Collection& users, const std::vector<std::string>& documents) {
  int id = 0;
  for (const std::string& text : documents) {
    Document document = ejson::parse(text);
    document["_id"] = ++id;
    users.insert_one(document);
  }
}

}  // namespace

TEST_CASE("The report of a unique index that can't be made is right for every kind of index",
          "[store][duplicates]") {
  for (const Case& c : cases) {
    INFO(c.description);
    temporary::Store store;
    Collection users = store.collection("users");
    insert_all(users, c.documents);
    const auto clash = caught<DuplicateKeys>([&] { users.create_index(c.index); });
    REQUIRE(clash);
    CHECK(told(clash->report()).dump() == ejson::parse(c.report).dump());
    CHECK(clash->code() == 11000);
    CHECK(std::string(clash->what()).starts_with("E11000 duplicate key error collection: "));
    CHECK(users.list_indexes().size() == 1);
    CHECK(store.check().sound());
  }
}

TEST_CASE("The report shows ten groups and ten documents of each", "[store][duplicates]") {
  temporary::Store store;
  Collection users = store.collection("users");
  int id = 0;
  for (int group = 0; group < 25; ++group)
    for (int copies = 0; copies < 2 + group % 12; ++copies)
      users.insert_one({{"_id", ++id}, {"u", group}});
  const auto clash = caught<DuplicateKeys>([&] { users.create_index(UniqueIndex{"u"}); });
  REQUIRE(clash);
  const DuplicateReport& report = clash->report();
  CHECK(report.groups == 25);
  CHECK(report.documents == id);
  std::vector<int> groups;
  for (const DuplicateGroup& group : report.largest) groups.push_back(group.key.at("u"));
  CHECK(groups == std::vector<int>{11, 23, 10, 22, 9, 21, 8, 20, 7, 19});
  CHECK(report.largest.front().documents == 13);
  CHECK(report.largest.front().ids.size() == 10);
}

TEST_CASE("A unique index that can't be made leaves a transaction as it was before",
          "[store][duplicates]") {
  temporary::Store store;
  store.transaction([](Transaction& transaction) {
    Collection users = transaction.collection("users");
    users.insert_one({{"_id", 1}, {"u", {1, 2}}});
    users.insert_one({{"_id", 2}, {"u", 2}});
    CHECK_THROWS_AS(users.create_index(UniqueIndex{"u"}), DuplicateKeys);
    users.insert_one({{"_id", 3}, {"u", 2}});
  });
  CHECK(store.collection("users").count() == 3);
  CHECK(store.check().sound());
}

}  // namespace store_duplicates_test
