// Unique indexes over arrays: each element is a key.
#include <thread>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/reseal.hpp"
#include "store/temporary_store.hpp"

namespace store_unique_array_test {

using namespace profilestore;

namespace {

/// What an insert of `document` clashes with: "emails_1 {"emails":"b"} 1", or "".
std::string clash(Collection& collection, const std::string& document) {
  const auto refused =
      caught<DuplicateKey>([&] { collection.insert_one(Document::parse(document)); });
  if (!refused) return "";
  return refused->index() + " " + refused->key_value().dump() + " " + refused->existing_id().dump();
}

struct Users : temporary::Store {
  Collection users = collection("users", {.indexes = {UniqueIndex{"emails", Missing::distinct}}});
};

}  // namespace

TEST_CASE("An element clashes with another document's elements and values", "[store][array]") {
  Users store;
  CHECK(clash(store.users, R"({"_id":1,"emails":["a","b","a"]})").empty());  // one document's own
  CHECK(clash(store.users, R"({"_id":2,"emails":"c"})").empty());
  CHECK(clash(store.users, R"({"_id":3,"emails":["x","b"]})") == R"(emails_1 {"emails":"b"} 1)");
  CHECK(clash(store.users, R"({"_id":3,"emails":"b"})") == R"(emails_1 {"emails":"b"} 1)");
  CHECK(clash(store.users, R"({"_id":3,"emails":["x","c"]})") == R"(emails_1 {"emails":"c"} 2)");
  CHECK(clash(store.users, R"({"_id":1,"emails":["b"]})") == R"(_id_ {"_id":1} 1)");
  CHECK(store.users.count() == 2);
  // An empty array has the key undefined, so there is one; a null in an array is exempt here.
  CHECK(clash(store.users, R"({"_id":4,"emails":[]})").empty());
  CHECK(clash(store.users, R"({"_id":5,"emails":[]})") ==
        R"(emails_1 {"emails":{"$undefined":true}} 4)");
  CHECK(clash(store.users, R"({"_id":6,"emails":[null,"y"]})").empty());
  CHECK(clash(store.users, R"({"_id":7,"emails":[null]})").empty());
  CHECK(clash(store.users, R"({"_id":8})").empty());
  CHECK(store.check().sound());
}

TEST_CASE("An update may change what is in a document's own array", "[store][array]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"emails", {"a", 1}}});
  store.users.insert_one({{"_id", 2}, {"emails", "c"}});
  const Document one{{"_id", 1}};
  CHECK(store.users.update_one(one, {{"$push", {{"emails", "d"}}}}).modified_count == 1);
  CHECK(store.users.update_one(one, {{"$push", {{"emails", "a"}}}}).modified_count == 1);
  const auto refused = caught<DuplicateKey>([&] {
    store.users.update_one(one, {{"$push", {{"emails", "c"}}}});
  });
  REQUIRE(refused);
  CHECK(refused->existing_id() == 2);
  CHECK(refused->key_value() == Document{{"emails", "c"}});
  CHECK(store.users.find_one(one)->at("emails").size() == 4);
  CHECK_THROWS_AS(store.users.update_one({{"_id", 2}}, {{"$set", {{"emails", "d"}}}}),
                  DuplicateKey);
  store.users.update_one(one, {{"$pull", {{"emails", "d"}}}});
  CHECK_NOTHROW(store.users.update_one({{"_id", 2}}, {{"$set", {{"emails", "d"}}}}));
  store.users.delete_one(one);
  CHECK_NOTHROW(store.users.insert_one({{"_id", 3}, {"emails", {"a", "c"}}}));
  CHECK(store.check().sound());
}

TEST_CASE("An upsert by an element finds the document that has it", "[store][array]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"emails", {"a", "b", 3}}});
  const auto done =
      store.users.update_one({{"emails", "b"}}, {{"$set", {{"n", 1}}}}, {.upsert = true});
  CHECK(done.matched_count == 1);
  CHECK(store.users.explain({{"emails", "b"}}).dump().find("emails_1") != std::string::npos);
  CHECK(store.users.count() == 1);
}

TEST_CASE("A unique index over arrays that clash is not made", "[store][array]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}, {"emails", {"a", "b", 1}}});
  users.insert_one({{"_id", 2}, {"emails", "b"}});
  const UniqueIndex wanted{"emails"};
  const auto refused = caught<DuplicateKey>([&] { users.create_index(wanted); });
  REQUIRE(refused);
  CHECK(refused->existing_id() == 1);
  CHECK(refused->key_value() == Document{{"emails", "b"}});
  CHECK(users.list_indexes().size() == 1);
  users.update_one({{"_id", 2}}, {{"$set", {{"emails", {"c", "d", 1.5}}}}});
  CHECK(users.create_index(wanted) == "emails_1");
  CHECK(clash(users, R"({"_id":3,"emails":["z","d"]})") == R"(emails_1 {"emails":"d"} 2)");
  CHECK(store.check().sound());
  // SQLite itself holds elements apart.
  RawDatabase raw(store.path());
  CHECK_THROWS(raw.run("INSERT INTO \"users.emails_1.elements\" (row, k2) VALUES (9, 'a')"));
}

TEST_CASE("Of a compound index, each element is a key with the other values", "[store][array]") {
  temporary::Store store;
  Collection c = store.collection("c", {.indexes = {UniqueIndex{{"tenant", "emails"}}}});
  CHECK(clash(c, R"({"_id":1,"tenant":"t","emails":["a","b"]})").empty());
  CHECK(clash(c, R"({"_id":2,"tenant":"u","emails":["a","b"]})").empty());
  CHECK(clash(c, R"({"_id":3,"tenant":"u","emails":"b"})") ==
        R"(tenant_1_emails_1 {"tenant":"u","emails":"b"} 2)");
  CHECK(store.check().sound());
}

TEST_CASE("Processes that add the same elements at once leave each with one document",
          "[store][array]") {
  temporary::Folder folder;
  constexpr int processes = 4, rounds = 60;
  std::vector<ChildProcess> children;
  Signal start;
  for (int process = 0; process < processes; ++process)
    children.emplace_back([&, process] {
      Store store = Store::open(folder / "p.db", temporary::quick());
      Collection users = store.collection("users", {.indexes = {UniqueIndex{"emails"}}});
      start.wait();
      for (int i = 0; i < rounds; ++i) {
        const Value emails = process % 2 == 0 ? Value(i) : Value{i, i + rounds, process};
        try {
          users.insert_one({{"emails", emails}});
        } catch (const DuplicateKey&) {
        }
      }
      return 0;
    });
  start.fire(processes);
  REQUIRE(wait_all(children) == std::vector<int>(processes, 0));
  Store store = Store::open(folder / "p.db");
  std::map<Value, int> owners;
  for (const Document& user : store.collection("users").find({})) {
    std::set<Value> own;
    if (user["emails"].is_array())
      own.insert(user["emails"].begin(), user["emails"].end());
    else
      own.insert(user["emails"]);
    for (const Value& email : own) ++owners[email];
  }
  CHECK(owners.size() >= rounds);
  for (const auto& [email, count] : owners) CHECK(count == 1);
  CHECK(store.check().sound());
}

TEST_CASE("An update of many that meets the first array clashes with what it wrote before",
          "[store][unique][array]") {
  struct Row {
    std::vector<Document> documents;
    Document update;
  };
  for (const Row& row : std::vector<Row>{
           {{{{"_id", 1}, {"b", {1, 2}}}, {{"_id", 2}, {"b", 1}}}, {{"$rename", {{"b", "a"}}}}},
           {{{{"_id", 1}, {"b", 1}}, {{"_id", 2}, {"b", {1, 2}}}}, {{"$rename", {{"b", "a"}}}}},
           {{{{"_id", 1}}, {{"_id", 2}}}, {{"$set", {{"a", {1, 2}}}}}},
           {{{{"_id", 1}}, {{"_id", 2}}}, {{"$push", {{"a", 1}}}}},
       }) {
    INFO(row.update.dump());
    temporary::Store store;
    Collection c = store.collection("c", {.indexes = {{"a", Missing::distinct}}});
    c.insert_many(row.documents);
    CHECK_THROWS_AS(c.update_many({}, row.update), DuplicateKey);
    CHECK(c.count({{"a", {{"$exists", true}}}}) == 0);
    const auto failed = caught<BulkWriteFailed>([&] {
      c.bulk_write({InsertOne{{{"_id", 3}}}, UpdateMany{{}, row.update}, InsertOne{{{"_id", 4}}}},
                   {.ordered = false});
    });
    REQUIRE(failed);
    CHECK(failed->errors().size() == 1);
    CHECK(failed->errors().front().duplicate);
    CHECK(c.count() == 4);
    CHECK(store.check().sound());
  }
}

TEST_CASE("A key in a column and in an array is found by a check", "[store][unique][array]") {
  temporary::Store store;
  Collection c = store.collection("c", {.indexes = {{"a"}}});
  c.insert_many({{{"_id", 1}, {"a", {1, 2}}}, {{"_id", 2}, {"a", 3}}});
  RawDatabase(store.path()).run(R"(UPDATE c SET doc = '{"_id":2,"a":2}', k2 = 2 WHERE row = 2)");
  reseal(store.path(), "c");
  CHECK(store.check().faults ==
        std::vector<std::string>{
            "collection c, row 2: row 1 has the same key under the unique index a_1"});
}

TEST_CASE("Elements have a table whatever names are taken", "[store][unique][array]") {
  temporary::Store store;
  for (const char* taken : {"c.a_1.elements", "c.a_1.elements.row", "c.a_1.elements.keys"})
    store.collection(taken).insert_one({{"_id", 1}});
  Collection c = store.collection("c", {.indexes = {{"a"}}});
  c.create_index(Index{"b", false, Missing::collide, "a_1.elements.row"});
  c.insert_one({{"_id", 1}, {"a", {1, 2}}});
  CHECK_THROWS_AS(c.insert_one({{"_id", 2}, {"a", 2}}), DuplicateKey);
  CHECK(store.check().sound());
}

}  // namespace store_unique_array_test
