#include "integrity/check.hpp"

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/reseal.hpp"
#include "store/temporary_store.hpp"

namespace integrity_check_test {

using namespace profilestore;

namespace {

// Of three users in a store that was changed behind its back, and given the right digests again in
// those tables.
std::vector<std::string> faults_after(const std::string& sql,
                                      const std::vector<std::string>& resealed = {}) {
  temporary::Folder folder;
  {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection users =
        store.collection("users", {.indexes = {{"userId"}, {"email", Missing::distinct}}});
    for (int i = 1; i <= 3; ++i)
      users.insert_one({{"_id", i}, {"userId", "u" + std::to_string(i)}, {"n", 1.0}});
    store.collection("others").insert_one({{"_id", 1}});
    REQUIRE(store.check().sound());
  }
  RawDatabase(folder / "p.db").run(sql);
  for (const std::string& table : resealed) reseal(folder / "p.db", table);
  return Store::open(folder / "p.db", temporary::quick()).check().faults;
}

using Faults = std::vector<std::string>;

const std::string second = "collection users, row 2: ";

}  // namespace

TEST_CASE("A good store is sound, and all of its documents are counted", "[store][check]") {
  temporary::Store store;
  CHECK(store.check().sound());
  CHECK(store.check().documents == 0);
  for (int i = 0; i < 5; ++i) store.collection("a").insert_one({{"_id", i}});
  for (int i = 0; i < 4; ++i) store.collection("b").insert_one({{"_id", i}, {"tags", {i}}});
  const CheckReport report = store.check();
  CHECK(report.sound());
  CHECK(report.documents == 9);
}

TEST_CASE("A key that was changed by hand is found, with its row", "[store][check]") {
  const Faults wrong{second + "key column k2 does not match the document"};
  CHECK(faults_after("UPDATE users SET k2 = 'other' WHERE row = 2") == wrong);
  CHECK(faults_after("UPDATE users SET k2 = NULL WHERE row = 2") == wrong);
  CHECK(faults_after("UPDATE users SET k2 = CAST('u2' AS BLOB) WHERE row = 2") == wrong);
  CHECK(faults_after("UPDATE users SET k1 = 2.5 WHERE row = 2") ==
        Faults{second + "key column k1 does not match the document"});
  CHECK(faults_after("UPDATE users SET k3 = 'no such email' WHERE row = 2") ==
        Faults{second + "key column k3 does not match the document"});
}

TEST_CASE("A document that was changed by hand is found, with its row", "[store][check]") {
  const auto set = [](const std::string& text) {
    return faults_after("UPDATE users SET doc = '" + text + "' WHERE row = 2", {"users"});
  };
  CHECK(set(R"({"_id":2,"userId":"stolen","n":1.0})") ==
        Faults{second + "key column k2 does not match the document"});
  CHECK(set(R"({"_id":2,"n":1.0})") ==
        Faults{second + "key column k2 does not match the document"});
  CHECK(set(R"({"_id": 2, "userId": "u2"})") == Faults{second + "its text is not in normal form"});
  CHECK(set(R"({"_id":{"$numberInt":"2"},"userId":"u2"})") ==
        Faults{second + "its text is not in normal form"});
  CHECK(set(R"({"_id":2,"userId":"u2","userId":"u2"})").size() == 1);
  CHECK(
      set(R"({"_id":2,"userId":["u2"]})") ==
      Faults{second + "key column k2 does not match the document",
             second + "the keys of its array under the index userId_1 do not match the document"});
  for (const char* text : {"", "{", "[]", "null", "5", R"({"a":"\ud800"})"}) {
    INFO(text);
    const Faults faults = set(text);
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().find(second) == 0);
  }
}

TEST_CASE("A document that does not have its digest is found, with its row", "[store][check]") {
  const Faults damaged{second +
                       "the document is damaged: it does not have the digest it was stored with"};
  for (const char* set : {"doc = replace(doc, '1.0', '1.5')", "doc = doc || ' '", "sum = sum + 1",
                          "origin = x'00'", "doc = CAST(replace(doc, '1.0', '7.0') AS BLOB)"}) {
    INFO(set);
    CHECK(faults_after("UPDATE users SET " + std::string(set) + " WHERE row = 2") == damaged);
  }
  CHECK(faults_after("UPDATE users SET row = 9 WHERE row = 2") ==
        Faults{"collection users, row 9: the document is damaged: it does not have the digest it "
               "was stored with"});
  CHECK(faults_after("UPDATE users SET sum = NULL WHERE row = 2") ==
        Faults{second + "the document has no digest: something other than this library wrote it"});
}

TEST_CASE("Documents that changed places are found", "[store][check]") {
  CHECK(faults_after("UPDATE users SET row = -1 WHERE row = 1; UPDATE users SET row = 1 WHERE row "
                     "= 2; UPDATE users SET row = 2 WHERE row = -1")
            .size() == 2);
}

TEST_CASE("What the store has recorded of itself is proven by digests", "[store][check]") {
  struct Row {
    std::string sql, fault;
  };
  const std::string damaged = "it is damaged: it does not have the digest it was stored with";
  for (const Row& row : std::vector<Row>{
           {"UPDATE ps_migrations SET name = 'other' WHERE number = 3", "ps_migrations, row 3: "},
           {"UPDATE ps_salt SET salt = randomblob(16)", "ps_salt, row 1: "},
           {"INSERT INTO ps_kept VALUES (1, x'00', '1', 'now', 5)", "ps_kept, row 1: "},
           {"INSERT INTO ps_redirects VALUES (1, 2.5, 1, 3, 5)", "ps_redirects, row 1.1: "}}) {
    INFO(row.sql);
    CHECK(faults_after(row.sql) == Faults{row.fault + damaged});
  }
  CHECK(faults_after("INSERT INTO ps_kept VALUES (1, x'00', '1', 'now', NULL)") ==
        Faults{"ps_kept, row 1: it has no digest: something other than this library wrote it"});
}

TEST_CASE("A changed record of a collection or an index is found, and nothing is taken for it",
          "[store][check]") {
  for (const char* sql : {"UPDATE ps_collections SET name = 'usery' WHERE name = 'users'",
                          "UPDATE ps_collections SET timestamps = 1 WHERE name = 'users'",
                          "UPDATE ps_indexes SET paths = '[\"a\"]' WHERE name = 'userId_1'",
                          "UPDATE ps_indexes SET is_unique = 0 WHERE name = 'userId_1'"}) {
    INFO(sql);
    const Faults faults = faults_after(sql);
    REQUIRE_FALSE(faults.empty());
    CHECK_THAT(faults.front(), has_part("the store's record of "));
  }
}

TEST_CASE("A row that was added, copied or emptied by hand is found", "[store][check]") {
  CHECK(faults_after(R"(INSERT INTO users (doc) VALUES ('{"_id":4,"userId":"u4"}'))", {"users"})
            .size() == 2);
  CHECK(faults_after("UPDATE users SET doc = x'ff' WHERE row = 2").size() == 1);
  CHECK(
      faults_after(R"(INSERT INTO users (doc, k1, k2) VALUES ('{"_id":4,"userId":"u4"}', 4, 'u4'))",
                   {"users"})
          .empty());
}

TEST_CASE("Two indexes that were given each other's pages are found", "[store][check]") {
  const Faults faults = faults_after(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema WHERE name IN "
      "('users._id_', 'users.userId_1')) - rootpage WHERE name IN ('users._id_', "
      "'users.userId_1'); PRAGMA writable_schema = RESET");
  REQUIRE_FALSE(faults.empty());
  CHECK(faults.front().find("SQLite: ") == 0);
}

TEST_CASE("A store with a damaged schema does not open", "[store][check]") {
  CHECK_THROWS_AS(faults_after("PRAGMA writable_schema = ON;"
                               "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
                               "sqlite_schema WHERE name = 'users._id_') WHERE name = "
                               "'users.userId_1'; PRAGMA writable_schema = RESET"),
                  Corrupt);
}

TEST_CASE("A unique index that was dropped by hand is found", "[store][check]") {
  CHECK_FALSE(faults_after("DROP INDEX \"users.userId_1\"").empty());
  CHECK_FALSE(faults_after("DROP INDEX \"users.userId_1\";"
                           "CREATE INDEX \"users.userId_1\" ON users (k2)")
                  .empty());
}

TEST_CASE("A table or index of the store's own that is gone is found", "[store][check]") {
  CHECK(faults_after("DROP TABLE ps_imports; DROP INDEX ps_archive_by_digest") ==
        Faults{"the table ps_imports of the store is not in SQLite's schema",
               "the index ps_archive_by_digest of the store is not in SQLite's schema"});
}

TEST_CASE("Every fault is reported, of every collection", "[store][check]") {
  CHECK(faults_after("UPDATE users SET k2 = row; UPDATE others SET doc = 'x'", {"others"}).size() ==
        4);
}

TEST_CASE("Keys of arrays that were changed by hand are found, with their row", "[store][check]") {
  const auto faults = [](const std::string& sql) {
    temporary::Folder folder;
    {
      Store store = Store::open(folder / "p.db", temporary::quick());
      Collection users = store.collection("users");
      users.create_index(Index{"tags"});
      for (int i = 1; i <= 3; ++i) users.insert_one({{"_id", i}, {"tags", {"a", "b", i}}});
      REQUIRE(store.check().sound());
    }
    RawDatabase(folder / "p.db").run(sql);
    return Store::open(folder / "p.db", temporary::quick()).check().faults;
  };
  const Faults wrong{second +
                     "the keys of its array under the index tags_1 do not match the document"};
  CHECK(faults("UPDATE \"users.tags_1.elements\" SET k2 = 'c' WHERE row = 2 AND k2 = 'a'") ==
        wrong);
  CHECK(faults("DELETE FROM \"users.tags_1.elements\" WHERE row = 2 AND k2 = 'a'") == wrong);
  CHECK(faults("INSERT INTO \"users.tags_1.elements\" (row, k2) VALUES (2, 'c')") == wrong);
  CHECK(
      faults("INSERT INTO \"users.tags_1.elements\" (row, k2) VALUES (7, 'c')") ==
      Faults{"collection users, row 7: the index tags_1 has keys of a row that no longer exists"});
  CHECK(faults("DROP INDEX \"users.tags_1\"") ==
        Faults{"collection users: the index tags_1 is not in SQLite's schema"});
  CHECK(
      faults("DELETE FROM users WHERE row = 2") ==
      Faults{"collection users, row 2: the index tags_1 has keys of a row that no longer exists"});
}

}  // namespace integrity_check_test
