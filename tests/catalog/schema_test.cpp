// The names that collections can have, and what becomes of them in SQL.
#include <thread>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace catalog_schema_test {

using namespace profilestore;

namespace {

using namespace std::string_literals;

const std::vector<std::string> odd_names{
    "users",
    "Users",
    "USERS",
    "users.archive",
    "users archive",
    " ",
    "a\"b",
    "\"",
    "'",
    "it's",
    "`x`",
    "[x]",
    "x.y\".z",
    "users._id_",
    "sqlite_x",
    "pragma_index_list",
    "PRAGMA_index_info",
    "json_each",
    "c_sqlite_x",
    "SQLITE_master",
    "sqlite_schema",
    "sqlite_sequence",
    "ps_migrations",
    "PS_Migrations",
    "ps_collections",
    "c_ps_migrations",
    "ps_collections_by_name",
    "select",
    "table",
    "row",
    "doc",
    "target",
    "main.users",
    "temp",
    "users~2",
    "systems.profile",
    "system",
    "a..b",
    "über",
    "ÜBER",
    "😀 profiles",
    "e\xcc\x81",
    "\xc3\xa9",
    "line\nbreak\ttab\r",
    "back\\slash",
    "%s%n{}",
    "etc/../../passwd",
    "users\"; DROP TABLE ps_collections; --",
    "users'); DELETE FROM ps_indexes; --",
    "x\" (row); ATTACH 'evil' AS \"y",
    "?1",
    ":name",
    "@name",
    std::string(255, 'n'),
    std::string(100'000, 'n'),
    std::string(100'000, '"'),
};

}  // namespace

TEST_CASE("Any other name that is UTF-8 without NUL is a collection's own", "[store][schema]") {
  temporary::Store store;
  int number = 0;
  for (const std::string& name : odd_names) {
    INFO(name.substr(0, 300));
    Collection made = store.collection(name, {.indexes = {UniqueIndex{"userId"}}});
    CHECK(made.name() == name);
    CHECK(made.count() == 0);
    made.insert_one({{"userId", "u1"}, {"number", number}});
    made.find_one_and_update({{"userId", "u2"}}, {{"$set", {{"a", 1}}}}, {.upsert = true});
    CHECK_THROWS_AS(made.insert_one({{"userId", "u2"}}), DuplicateKey);
    made.create_index(UniqueIndex{{"tenant", "email"}, Missing::distinct});
    made.drop_index(made.create_index(Index{"plan"}));
    CHECK(made.delete_one({{"userId", "u2"}}).deleted_count == 1);
    ++number;
  }
  auto sorted = odd_names;
  std::sort(sorted.begin(), sorted.end());
  CHECK(store.collection_names() == sorted);
  CHECK(store.check().sound());

  Store again = Store::open(store.path(), temporary::quick());
  number = 0;
  for (const std::string& name : odd_names) {
    INFO(name.substr(0, 300));
    Collection found = again.collection(name);
    REQUIRE(found.count() == 1);
    CHECK(found.find_one({{"userId", "u1"}})->at("number") == number++);
    CHECK(found.list_indexes().size() == 3);
  }
}

TEST_CASE("A collection bears its name in SQL where it can", "[store][schema]") {
  temporary::Store store;
  for (const char* name : {"users", "Users", "sqlite_x", "ps_x", "a\"b"})
    store.collection(name).insert_one({{"_id", 1}});
  RawDatabase raw(store.path());
  CHECK(raw.rows("SELECT name, table_name FROM ps_collections ORDER BY id") ==
        std::vector<RawDatabase::Row>{{"users", "users"},
                                      {"Users", "Users~2"},
                                      {"sqlite_x", "c_sqlite_x"},
                                      {"ps_x", "c_ps_x"},
                                      {"a\"b", "a\"b"}});
  CHECK(raw.value("SELECT group_concat(name) FROM sqlite_schema WHERE tbl_name = 'users'") ==
        "users,users._id_");
}

TEST_CASE("A table is what the sqlite3 shell can read, without a function of ours",
          "[store][schema]") {
  temporary::Store store;
  store.collection("users", {.indexes = {UniqueIndex{{"tenant", "email"}}}})
      .insert_one({{"_id", 5}, {"tenant", "t"}, {"email", 1.5}});
  RawDatabase raw(store.path());
  CHECK(raw.rows("SELECT row, doc, k1, k2, k3 FROM users") ==
        std::vector<RawDatabase::Row>{
            {"1", R"({"_id":5,"tenant":"t","email":1.5})", "5", "t", "1.5"}});
  CHECK(raw.rows("SELECT name, paths, missing, columns FROM ps_indexes ORDER BY id") ==
        std::vector<RawDatabase::Row>{
            {"_id_", R"(["_id"])", "collide", R"(["k1"])"},
            {"tenant_1_email_1", R"(["tenant","email"])", "collide", R"(["k2","k3"])"}});
  CHECK(raw.value("SELECT sql FROM sqlite_schema WHERE name = 'users.tenant_1_email_1'") ==
        R"(CREATE UNIQUE INDEX "users.tenant_1_email_1" ON "users" ("k2", "k3"))");
  CHECK(raw.value("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%ps\\_%(%' ESCAPE '\\' "
                  "AND name NOT LIKE 'ps\\_%' ESCAPE '\\'") == "0");
  CHECK(raw.value("PRAGMA integrity_check") == "ok");
}

TEST_CASE("A name that is empty, holds a NUL or is not UTF-8 is refused", "[store][schema]") {
  temporary::Store store;
  for (const std::string& name : {""s, "a\0b"s, "\0"s, "\xff"s, "a\xc3"s, "\xc0\xaf"s,
                                  "\xed\xa0\x80"s, "\xf4\x90\x80\x80"s}) {
    INFO(name);
    for (const CollectionOptions& options :
         {CollectionOptions{}, CollectionOptions{.indexes = {UniqueIndex{"a"}}}}) {
      const auto refused = caught<InvalidInput>([&] { (void)store.collection(name, options); });
      REQUIRE(refused);
      CHECK(refused->code() == 73);
    }
  }
  CHECK(store.collection_names().empty());
}

TEST_CASE("A name that MongoDB gives to no collection is refused to a new one", "[store][schema]") {
  temporary::Store store;
  for (const char* name : {"$x", "a$b", ".a", "a.", ".", "system.users", "system.", "$cmd"}) {
    INFO(name);
    const auto refused = caught<InvalidInput>([&] {
      store.collection(name).insert_one({{"a", 1}});
    });
    REQUIRE(refused);
    CHECK(refused->code() == 73);
    CHECK(store.collection(name).count() == 0);
  }
  CHECK_NOTHROW(store.collection("system.js").insert_one({{"a", 1}}));
  CHECK(store.collection_names() == std::vector<std::string>{"system.js"});
}

TEST_CASE("A collection of an older store is used under whatever name it has", "[store][schema]") {
  temporary::Store store;
  store.collection("x").insert_one({{"a", 1}});
  RawDatabase raw(store.path());
  raw.run("UPDATE ps_collections SET name = '$x', sum = NULL");
  Store again = Store::open(store.path());
  CHECK(again.collection("$x").count() == 1);
  CHECK_NOTHROW(again.collection("$x").insert_one({{"a", 2}}));
}

TEST_CASE("A collection has at most 64 indexes, as in MongoDB", "[store][schema]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (int i = 0; i < 63; ++i) users.create_index(Index{"a" + std::to_string(i)});
  const auto refused = caught<InvalidInput>([&] { users.create_index(Index{"b"}); });
  REQUIRE(refused);
  CHECK(refused->code() == 67);
  CHECK_NOTHROW(users.create_index(Index{"a7"}));
  users.drop_index("a7_1");
  CHECK_NOTHROW(users.create_index(Index{"b"}));
  CHECK(users.list_indexes().size() == 64);
}

TEST_CASE("Processes that create the same collections at once get the same ones",
          "[store][schema]") {
  temporary::Folder folder;
  constexpr int processes = 4, collections = 15;
  std::vector<ChildProcess> children;
  Signal start;
  for (int process = 0; process < processes; ++process)
    children.emplace_back([&, process] {
      Store store = Store::open(folder / "p.db", temporary::quick());
      start.wait();
      for (int i = 0; i < collections; ++i)
        store
            .collection("c" + std::to_string(i),
                        {.indexes = {UniqueIndex{"userId"}, UniqueIndex{"email", Missing::sparse}}})
            .insert_one({{"userId", process}});
      return 0;
    });
  start.fire(processes);
  REQUIRE(wait_all(children) == std::vector<int>(processes, 0));
  Store store = Store::open(folder / "p.db");
  CHECK(store.collection_names().size() == collections);
  for (const std::string& name : store.collection_names()) {
    CHECK(store.collection(name).count() == processes);
    CHECK(store.collection(name).list_indexes().size() == 3);
  }
  CHECK(store.check().sound());
}

}  // namespace catalog_schema_test
