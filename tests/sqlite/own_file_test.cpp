#include "sqlite/own_file.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/mark.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_own_file_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

/// A closed store whose schema and catalog go over several pages, and one of whose texts does.
fs::path make_store(const temporary::Folder& folder, int collections) {
  Store store = Store::open(folder / "p.db", temporary::quick());
  for (int i = 0; i < collections; ++i)
    store
        .collection("people" + std::to_string(i),
                    {.validator = Validator{{{"a", {{"$ne", std::string(5000, 'x')}}}}}})
        .insert_one({{"_id", i}});
  return folder / "p.db";
}

// Whether SQLite says of the file alone that it is no store of ours, or a newer one.
bool is_refused(const fs::path& file) {
  try {
    sqlite::verify_untouched(file);
  } catch (const NotAStore&) {
    return true;
  } catch (const TooNew&) {
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A store that was closed is told by its bytes", "[sqlite][own_file]") {
  for (const int collections : {0, 1, 40}) {
    INFO(collections);
    temporary::Folder folder;
    const auto file = make_store(folder, collections);
    const auto names = folder.names();
    const auto own = sqlite::own_file(file);
    REQUIRE(own);
    REQUIRE(own->mark);
    CHECK_FALSE(own->mark->in_use);
    CHECK(folder.names() == names);
    RawDatabase raw(file);
    CHECK(raw.value("SELECT mark FROM ps_head") == sqlite::text_of(*own->mark));
    CHECK(raw.value("SELECT rootpage FROM sqlite_schema WHERE name = 'ps_head'") ==
          std::to_string(own->page));
  }
}

TEST_CASE("A file that is not a store beyond doubt is left to SQLite", "[sqlite][own_file]") {
  for (const char* sql : {"CREATE TRIGGER evil AFTER INSERT ON people0 BEGIN SELECT 1; END",
                          "CREATE VIEW evil AS SELECT doc FROM people0",
                          "CREATE VIRTUAL TABLE evil USING fts5(a)",
                          "ALTER TABLE people0 ADD COLUMN evil AS (hex(doc))",
                          "CREATE INDEX evil ON people0 (hex(doc))",
                          "CREATE INDEX evil ON people0 (doc) WHERE doc > 1",
                          "ALTER TABLE ps_head ADD COLUMN evil TEXT",
                          "ALTER TABLE ps_collections RENAME COLUMN table_name TO evil",
                          "DROP TABLE ps_migrations",
                          "DELETE FROM ps_migrations WHERE number = 2",
                          "UPDATE ps_migrations SET sha256 = 'x' WHERE number = 3",
                          "UPDATE ps_migrations SET number = 90 WHERE number = 3",
                          "INSERT INTO ps_migrations VALUES (1000, 'newer', '', 1)",
                          "DELETE FROM ps_head",
                          "INSERT INTO ps_head SELECT * FROM ps_head",
                          "UPDATE ps_head SET sum = sum + 1",
                          "UPDATE ps_head SET mark = replace(mark, ':c', ':u')",
                          "PRAGMA user_version = 1000",
                          "PRAGMA user_version = 2",
                          "PRAGMA application_id = 1"}) {
    INFO(sql);
    temporary::Folder folder;
    const auto file = make_store(folder, 1);
    REQUIRE(sqlite::own_file(file));
    RawDatabase(file).run(std::string(sql) + "; PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK_FALSE(sqlite::own_file(file));
  }
}

TEST_CASE("What is told by bytes is nothing that SQLite refuses, whichever byte has changed",
          "[sqlite][own_file]") {
  temporary::Folder folder;
  const auto file = make_store(folder, 3);
  const std::string sound = temporary::contents(file);
  int told = 0, refused = 0;
  for (std::size_t at = 0; at < sound.size(); at += at < 200 ? 1 : 97) {
    std::string changed = sound;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 7));
    temporary::write_file(file, changed);
    const bool is_told = sqlite::own_file(file).has_value(), is_not_ours = is_refused(file);
    INFO("byte " << at);
    CHECK_FALSE((is_told && is_not_ours));
    told += is_told ? 1 : 0;
    refused += is_not_ours ? 1 : 0;
  }
  CHECK(told > 0);
  CHECK(refused > 0);
}

}  // namespace sqlite_own_file_test
