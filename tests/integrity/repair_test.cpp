#include "integrity/repair.hpp"

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace integrity_repair_test {

using namespace profilestore;

namespace {

const std::string elements = "\"users.mails_1.elements\"";

/// Three users in a store that is changed behind its back.
struct Users {
  explicit Users(const std::string& sql) {
    {
      Store store = open();
      Collection users = store.collection("users", {.indexes = {{"userId"}, {"mails"}}});
      for (const char* name : {"a", "b", "c"})
        users.insert_one({{"_id", name},
                          {"userId", "u" + std::string(name)},
                          {"mails", {name, "m" + std::string(name)}}});
      users.create_index(Index{"plan"});
      REQUIRE(store.check().sound());
    }
    RawDatabase(folder / "p.db").run(sql);
  }

  Store open() const { return Store::open(folder / "p.db", temporary::quick()); }

  temporary::Folder folder;
};

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("A repair leaves a sound store alone", "[store][repair]") {
  const Users users("SELECT 1");
  const CheckReport report = users.open().repair();
  CHECK(report.sound());
  CHECK(report.documents == 3);
  CHECK(report.repaired.empty());
}

TEST_CASE("What stands beside the documents is made anew from them", "[store][repair]") {
  for (const std::string& sql : std::initializer_list<std::string>{
           std::string("UPDATE users SET k2 = 'other' WHERE row = 2"),
           std::string("UPDATE users SET k2 = NULL, k3 = row, k4 = 'x'"),
           // Two rows with each other's key: neither can get its own first.
           std::string("UPDATE users SET k2 = 'x' WHERE row = 1;"
                       "UPDATE users SET k2 = 'ua' WHERE row = 2;"
                       "UPDATE users SET k2 = 'ub' WHERE row = 1"),
           "DELETE FROM " + elements + " WHERE row = 2",
           "UPDATE " + elements + " SET row = 4 - row",
           "INSERT INTO " + elements + " (row, k3) VALUES (7, 'c2')",
           "DROP INDEX \"users.mails_1.elements.keys\"",
           std::string("DROP INDEX \"users.userId_1\""),
           std::string("DROP INDEX \"users.plan_1\""),
           std::string("UPDATE users SET doc = '{\"_id\": \"b\", \"userId\":\"ub\", "
                       "\"mails\": [\"b\", \"mb\"]}', sum = NULL WHERE row = 2"),
           std::string("UPDATE users SET sum = NULL"),
           std::string("UPDATE users SET sum = (sum | 4096) - (sum & 4096)"),
           // One bit: 'm' is 0x6d, 'l' is 0x6c.
           std::string("UPDATE users SET doc = replace(doc, '\"mb\"', '\"lb\"') WHERE row = 2"),
       }) {
    INFO(sql);
    const Users users(sql);
    const CheckReport found = users.open().check();
    REQUIRE_FALSE(found.sound());
    const CheckReport report = users.open().repair();
    CHECK(report.faults == Faults{});
    CHECK(report.repaired == found.faults);
    Store store = users.open();
    CHECK(store.check().sound());
    Collection collection = store.collection("users");
    CHECK(collection.find_one({{"userId", "ub"}})->at("_id") == "b");
    CHECK(collection.find_one({{"mails", "mb"}})->at("_id") == "b");
    CHECK_THROWS_AS(collection.insert_one({{"userId", "ub"}}), DuplicateKey);
    CHECK_THROWS_AS(collection.insert_one({{"mails", "mb"}}), DuplicateKey);
  }
}

TEST_CASE("A row that was added by hand gets its keys", "[store][repair]") {
  const Users users(R"(INSERT INTO users (doc) VALUES ('{"_id":"d","userId":"ud","mails":"d"}'))");
  CHECK(users.open().repair().sound());
  CHECK_THROWS_AS(users.open().collection("users").insert_one({{"userId", "ud"}}), DuplicateKey);
}

TEST_CASE("A document that lost one bit gets it back, of wherever it was", "[store][repair]") {
  const Users users("SELECT 1");
  const RawDatabase::Row whole =
      RawDatabase(users.folder / "p.db").rows("SELECT hex(doc), sum FROM users WHERE row = 2")[0];
  const std::size_t digits = whole[0].size();
  for (std::size_t digit = 0; digit < digits; digit += 7) {
    std::string hex = whole[0];
    const int value = std::stoi(hex.substr(digit, 1), nullptr, 16) ^ (1 << (digit % 4));
    hex[digit] = "0123456789ABCDEF"[value];
    INFO(hex);
    RawDatabase(users.folder / "p.db")
        .run("UPDATE users SET doc = CAST(x'" + hex + "' AS TEXT) WHERE row = 2");
    CHECK_THROWS_AS(users.open().collection("users").find_one({{"_id", "b"}}), Corrupt);
    const CheckReport report = users.open().repair();
    CHECK(report.sound());
    CHECK(report.repaired.size() == 1);
    CHECK(RawDatabase(users.folder / "p.db")
              .rows("SELECT hex(doc), sum FROM users WHERE row = 2")[0] == whole);
  }
}

TEST_CASE("A document that lost more than a bit is left, and never read", "[store][repair]") {
  const Users users("UPDATE users SET doc = replace(doc, 'ub', 'uc') || ' ' WHERE row = 2");
  CHECK(users.open().repair().faults ==
        Faults{"collection users, row 2: the document is damaged: it does not have the digest it "
               "was stored with"});
  Store store = users.open();
  Collection collection = store.collection("users");
  CHECK_THROWS_AS(collection.find_one({{"_id", "b"}}), Corrupt);
  CHECK_THROWS_AS(collection.update_one({{"_id", "b"}}, {{"$set", {{"n", 1}}}}), Corrupt);
  CHECK_THROWS_AS(collection.delete_one({{"_id", "b"}}), Corrupt);
  CHECK_THROWS_AS(collection.delete_many({{"userId", "ub"}}), Corrupt);
  CHECK(collection.find_one({{"_id", "a"}}));
  CHECK(collection.count() == 3);
}

TEST_CASE("Two documents with one key are both kept, and named", "[store][repair]") {
  for (const char* text : {R"({"_id":"d","userId":"ub"})", R"({"_id":"d","mails":["x","mb"]})",
                           R"({"_id":"d","mails":"mb"})", R"({"_id":"b"})"}) {
    INFO(text);
    const Users users("INSERT INTO users (doc) VALUES ('" + std::string(text) + "')");
    const CheckReport report = users.open().repair();
    REQUIRE_FALSE(report.sound());
    CHECK(report.faults.back().find(
              "collection users, row 4: row 2 has the same key under the unique index ") == 0);
    Store store = users.open();
    CHECK(store.collection("users").count() == 4);
    CHECK(store.collection("users").find_one({{"userId", "ub"}})->at("_id") == "b");
    // The way out: one of the two goes, or changes.
    RawDatabase(users.folder / "p.db").run("DELETE FROM users WHERE row = 2");
    CHECK(users.open().repair().sound());
  }
}

TEST_CASE("What can't be read is left as it is, and the rest is mended", "[store][repair]") {
  const Users users(
      "UPDATE users SET doc = '{' WHERE row = 1; UPDATE users SET k2 = 'x' WHERE row = 3");
  const CheckReport report = users.open().repair();
  REQUIRE(report.faults.size() == 1);
  CHECK(report.faults.front().find("collection users, row 1: ") == 0);
  CHECK(report.repaired ==
        Faults{"collection users, row 3: key column k2 does not match the document"});
}

TEST_CASE("An index that does not agree with its table is made anew", "[store][repair]") {
  const Users users(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema WHERE name IN "
      "('users._id_', 'users.userId_1')) - rootpage WHERE name IN ('users._id_', "
      "'users.userId_1'); PRAGMA writable_schema = RESET");
  REQUIRE_FALSE(users.open().check().sound());
  const CheckReport report = users.open().repair();
  CHECK(report.faults == Faults{});
  CHECK_FALSE(report.repaired.empty());
  CHECK(users.open().check().sound());
}

}  // namespace integrity_repair_test
