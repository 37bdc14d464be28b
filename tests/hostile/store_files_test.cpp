// Store files that somebody has prepared: nothing in them runs, and what is not a store of ours is
// refused by name and left as it is.
#include <sys/stat.h>

#include <sstream>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace hostile_store_files_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

/// A store with documents, indexes and arrays, closed.
fs::path make_store(const soak::Folder& folder) {
  Store store = Store::open(folder / "p.db", temporary::quick());
  Collection people = store.collection("people", {.indexes = {UniqueIndex{"userId"}}});
  people.create_index(Index{.paths = {"tags"}});
  for (int i = 0; i < 5; ++i)
    people.insert_one({{"_id", i}, {"userId", std::to_string(i)}, {"tags", {"a", "b"}}});
  return folder / "p.db";
}

/// Every kind of call, as an application makes them.
void use(const fs::path& file, const fs::path& copy) {
  Store store = Store::open(file, {.deadline = std::chrono::milliseconds(300)});
  Collection people = store.collection("people");
  people.insert_one({{"userId", "new"}, {"tags", {"c"}}});
  people.update_many({}, {{"$set", {{"seen", true}}}});
  people.find_one_and_update({{"userId", "u"}}, {{"$inc", {{"n", 1}}}}, {.upsert = true});
  (void)people.count({{"tags", "a"}});
  (void)people.distinct("tags");
  people.delete_one({{"userId", "1"}});
  (void)store.stats();
  (void)store.check();
  backup(store, copy);
}

struct Plant {
  const char* what;
  const char* sql;
  const char* told;  ///< in the refusal; empty: it may be harmless as well
};

// Of what would run, each writes a row into `fired`, or would never end.
const std::vector<Plant> plants{
    {"a trigger on documents",
     "CREATE TABLE fired (a); CREATE TRIGGER evil AFTER INSERT ON people BEGIN "
     "INSERT INTO fired VALUES (new.doc); END",
     "trigger 'evil'"},
    {"a trigger on updates",
     "CREATE TABLE fired (a); CREATE TRIGGER evil BEFORE UPDATE ON people BEGIN "
     "INSERT INTO fired VALUES (old.doc); END",
     "trigger 'evil'"},
    {"a trigger that calls a function of the library",
     "CREATE TABLE fired (a); CREATE TRIGGER evil AFTER INSERT ON people BEGIN "
     "INSERT INTO fired VALUES (ps_doc_sum(1, 2, 3, 4)); END",
     "trigger 'evil'"},
    {"a trigger on the catalog",
     "CREATE TABLE fired (a); CREATE TRIGGER evil AFTER INSERT ON ps_events BEGIN "
     "INSERT INTO fired VALUES (1); END",
     "trigger 'evil'"},
    {"a trigger that refuses every write",
     "CREATE TRIGGER evil BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'pay'); END",
     "trigger 'evil'"},
    {"a view", "CREATE VIEW evil AS SELECT doc FROM people", "view 'evil'"},
    {"a view in place of the documents",
     "ALTER TABLE people RENAME TO kept; CREATE VIEW people AS SELECT * FROM kept",
     "view 'people'"},
    {"a view without an end",
     "CREATE VIEW evil AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
     "SELECT i FROM n",
     "view 'evil'"},
    {"a generated column", "ALTER TABLE people ADD COLUMN evil AS (hex(doc))",
     "table 'people' with an expression"},
    {"a generated column of a table in other letters",
     "ALTER TABLE people ADD COLUMN evil AS (hex(doc)); PRAGMA writable_schema = ON; "
     "UPDATE sqlite_schema SET name = 'PEOPLE', tbl_name = 'PEOPLE' WHERE name = 'people'",
     "table 'PEOPLE' with an expression"},
    {"a name that ends before its end",
     "ALTER TABLE people ADD COLUMN evil AS (hex(doc)); PRAGMA writable_schema = ON; "
     "UPDATE sqlite_schema SET tbl_name = 'people' || char(0) || 'x' WHERE name = 'people'",
     "table 'people' with a NUL in a name"},
    {"a column with a check", "ALTER TABLE people ADD COLUMN evil CHECK (length(doc) > 0)",
     "table 'people' with an expression"},
    {"a check of a table of elements",
     "ALTER TABLE \"people.tags_1.elements\" ADD COLUMN evil CHECK (row > 0)",
     "table 'people.tags_1.elements' with an expression"},
    {"a key that compares otherwise",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '\"k1\"', "
     "'\"k1\" COLLATE NOCASE') WHERE name = 'people'",
     "table 'people' with an expression or a clause"},
    {"a check behind a comment",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'doc TEXT NOT "
     "NULL', 'doc TEXT NOT NULL /* '' */ CHECK (length(doc) > 0) /* '' */') "
     "WHERE name = 'people'",
     "table 'people' with an expression or a clause"},
    {"a column with a default", "ALTER TABLE people ADD COLUMN evil DEFAULT 'x'", ""},
    {"an index of an expression", "CREATE INDEX evil ON people (json_extract(doc, '$.userId'))",
     "unsafe use of json_extract()"},
    {"an index of a part", "CREATE INDEX evil ON people (k1) WHERE length(doc) > 0",
     "index 'evil' with an expression"},
    {"a unique index of its own", "CREATE UNIQUE INDEX evil ON people (hex(k1))",
     "index 'evil' with an expression"},
    {"a virtual table", "CREATE VIRTUAL TABLE evil USING fts5(a)", "virtual table 'evil'"},
    {"another unique index", "CREATE UNIQUE INDEX evil ON people (doc)", ""},
    {"statistics that lie",
     "ANALYZE; UPDATE sqlite_stat1 SET stat = '1 1 1 unordered sz=999999999999 noskipscan'", ""},
    {"a table beside", "CREATE TABLE notes (a VARCHAR(20) CHECK (a <> ''))", ""},
    {"a name with control characters", "CREATE VIEW \"\x1b[2J\nevil\" AS SELECT 1", "view '?[2J?"},
    {"a collection that leads to the store's own tables",
     "UPDATE ps_collections SET table_name = 'ps_migrations'", ""},
    {"a collection that leads to the schema",
     "UPDATE ps_collections SET table_name = 'sqlite_schema'", ""},
    {"a collection whose table is SQL",
     "UPDATE ps_collections SET table_name = 'people\"; DROP TABLE people; --'", ""},
    {"columns that are SQL", "UPDATE ps_indexes SET columns = '[\"k1) FROM people; --\"]'", ""},
    {"columns that are none", "UPDATE ps_indexes SET columns = '{}', paths = '7'", ""},
    {"a schema without its tables",
     "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'people'", ""},
    {"a schema with other roots",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'people'",
     ""},
    {"a schema with roots beyond the end",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 99999 WHERE type = 'index'",
     ""},
    {"a schema of garbage",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE (((' "
     "WHERE name = 'people'",
     ""},
    {"a schema with an object of no type",
     "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('evil', 'e', 'e', 0, NULL)",
     ""}};

}  // namespace

TEST_CASE("Nothing that was planted in a store runs, and what is refused is left as it is",
          "[hostile][files]") {
  for (const Plant& plant : plants) {
    INFO(plant.what);
    soak::Folder folder;
    const fs::path file = make_store(folder);
    RawDatabase(file).run(plant.sql);
    const std::string before = temporary::contents(file);
    std::string told;
    const auto begin = std::chrono::steady_clock::now();
    try {
      use(file, folder / "copy.db");
    } catch (const Error& refusal) {
      told = refusal.what();
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    if (*plant.told != '\0') {
      CHECK_THAT(told, has_part(plant.told));
      CHECK_THAT(told, has_part(file.string()));
      CHECK(temporary::contents(file) == before);
      CHECK_THROWS_AS(Store::open(file, {.read_only = true}), StorageFailure);
      CHECK_THROWS_AS(restore(file, folder / "restored.db"), StorageFailure);
      CHECK_FALSE(fs::exists(folder / "restored.db"));
    }
    CHECK(told.find('\x1b') == std::string::npos);
    if (std::string(plant.sql).find("TABLE fired") != std::string::npos)
      CHECK(RawDatabase(file).value("SELECT count(*) FROM fired") == "0");
  }
}

TEST_CASE("Files that are no store are refused by each call that opens one, and left as they are",
          "[hostile][files]") {
  soak::Folder folder;
  const fs::path store = make_store(folder);
  ::umask(0);
  fs::create_directory(folder / "folder");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_symlink(store, folder / "link");
  fs::create_symlink(folder / "nothing", folder / "dangling");
  fs::create_symlink("loop", folder / "loop");
  fs::copy_file(store, folder / "two");
  fs::create_hard_link(folder / "two", folder / "names");
  temporary::write_file(folder / "text", "a text that is no database, but longer than its header");
  temporary::write_file(folder / "empty", "");
  RawDatabase(folder / "foreign").run("CREATE TABLE t (a)");
  temporary::write_file(folder / "in.json", "{\"userId\": \"1\"}\n");
  const std::string source = (folder / "in.json").string(), before = temporary::contents(store);
  const auto names = folder.names();
  for (const char* name :
       {"folder", "pipe", "link", "dangling", "loop", "two", "names", "text", "empty", "foreign"}) {
    INFO(name);
    const fs::path path = folder / name;
    CHECK_THROWS_AS(Store::open(path), NotAStore);
    CHECK_THROWS_AS(Store::open(path, {.read_only = true}), NotAStore);
    CHECK_THROWS_AS(import_files(path, {source}, {.collection = "c"}), NotAStore);
    std::ostringstream plan;
    CHECK_THROWS_AS(plan_import(path, {source}, {.collection = "c"}, plan), NotAStore);
    CHECK_THROWS_AS(restore(path, folder / "new.db"), NotAStore);
    CHECK_THROWS_AS(backup(Store::open(store), path), StorageFailure);
  }
  for (const std::string& path : {std::string(), std::string("a\0b", 3), std::string("file:a.db"),
                                  std::string("file:///a")}) {
    INFO(path);
    CHECK_THROWS_AS(Store::open(path), InvalidInput);
    CHECK_THROWS_AS(Store::open(path, {.read_only = true}), InvalidInput);
    CHECK_THROWS_AS(import_files(path, {source}, {.collection = "c"}), InvalidInput);
    CHECK_THROWS_AS(restore(path, folder / "new.db"), InvalidInput);
    CHECK_THROWS_AS(backup(Store::open(store), path), InvalidInput);
  }
  CHECK(folder.names() == names);
  CHECK(temporary::contents(store) == before);
}

TEST_CASE("A path may have what a URI or a shell reads otherwise", "[hostile][files]") {
  soak::Folder folder;
  for (const char* name : {"p?mode=memory.db", "p%00.db", "p#a.db", "p;q.db", ":memory:", "-v",
                           "p' \"q\".db", "p\n.db", "%2e%2e", "\xff\xfe.db"}) {
    INFO(name);
    {
      Store store = Store::open(folder / name, temporary::quick());
      store.collection("people").insert_one({{"_id", 1}});
      CHECK(folder.names().contains(name));
    }
    CHECK(Store::open(folder / name, {.read_only = true}).collection("people").count() == 1);
    const std::string copy = std::string("copy of ") + name;
    backup(Store::open(folder / name), folder / copy);
    CHECK(Store::open(folder / copy).collection("people").count() == 1);
  }
}

}  // namespace hostile_store_files_test
