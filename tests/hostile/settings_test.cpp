// The settings that a store is opened with, read back from each connection that there is.
#include <sqlite3.h>
#include <sys/stat.h>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "sqlite/migrations.hpp"
#include "store/temporary_store.hpp"
#include "store/write_transaction.hpp"

namespace hostile_settings_test {

using namespace profilestore;
using sqlite::Beside;
using sqlite::Connection;
using sqlite::Journal;

namespace {

int config(Connection& connection, int option) {
  int value = -1;
  sqlite3_db_config(connection.handle(), option, -1, &value);
  return value;
}

void check_hardened(Connection& connection) {
  CHECK(config(connection, SQLITE_DBCONFIG_DEFENSIVE) == 1);
  CHECK(config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA) == 0);
  CHECK(config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER) == 0);
  CHECK(config(connection, SQLITE_DBCONFIG_ENABLE_VIEW) == 0);
  CHECK(config(connection, SQLITE_DBCONFIG_DQS_DDL) == 0);
  CHECK(config(connection, SQLITE_DBCONFIG_DQS_DML) == 0);
  CHECK(config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION) == 0);
  const std::vector<std::pair<int, int>> limits{
      {SQLITE_LIMIT_LENGTH, static_cast<int>(max_document_bytes) * 5},
      {SQLITE_LIMIT_SQL_LENGTH, 100'000},
      {SQLITE_LIMIT_ATTACHED, 0},
      {SQLITE_LIMIT_EXPR_DEPTH, 100},
      {SQLITE_LIMIT_FUNCTION_ARG, 24},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
      {SQLITE_LIMIT_COMPOUND_SELECT, 10},
      {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
      {SQLITE_LIMIT_VDBE_OP, 10'000'000}};
  for (const auto& [limit, value] : limits)
    CHECK(sqlite3_limit(connection.handle(), limit, -1) == value);
  CHECK(connection.number("PRAGMA mmap_size") == 0);
  CHECK(connection.number("PRAGMA trusted_schema") == 0);
}

void check_pages(Connection& connection) {
  CHECK(connection.number("PRAGMA cell_size_check") == 1);
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("The connections of an open store are hardened, its writer and its readers",
          "[hostile][settings]") {
  for (const auto& [durability, synchronous] :
       {std::pair(Durability::durable, 2), std::pair(Durability::relaxed, 1)}) {
    temporary::Store store({.durability = durability});
    store.collection("people").insert_one({{"_id", 1}});
    {
      store::WriteTransaction turn(*store.core());
      check_hardened(turn.connection());
      check_pages(turn.connection());
      CHECK(turn.connection().number("PRAGMA synchronous") == synchronous);
      CHECK(turn.connection().text("PRAGMA journal_mode") == "wal");
    }
    auto reader = store.core()->reader();
    check_hardened(reader.connection());
    CHECK(sqlite3_db_readonly(reader.connection().handle(), "main") == 1);
  }
  temporary::Store store;
  {
    auto first = store.core()->reader();
    check_hardened(first.connection());
    CHECK(first.connection().number("PRAGMA query_only") == 1);
    CHECK_THROWS_AS(first.connection().execute("DELETE FROM ps_collections"), ReadOnly);
  }
  const Store read_only = Store::open(store.path(), {.read_only = true});
  auto reader = read_only.core()->reader();
  check_hardened(reader.connection());
  CHECK(sqlite3_db_readonly(reader.connection().handle(), "main") == 1);
}

TEST_CASE("A connection is hardened whatever it has beside the file, and without a journal",
          "[hostile][settings]") {
  soak::Folder folder;
  const auto file = folder / "p.db";
  const Store open = Store::open(file);  // so that its log is there
  Connection alone(file, {.writable = false, .beside = Beside::nothing});
  check_hardened(alone);
  Connection as_it_is(file, {.writable = false, .beside = Beside::log_as_it_is});
  check_hardened(as_it_is);
  backup(open, folder / "copy.db");
  Connection built(folder / "copy.db", {.journal = Journal::none});
  built.start_journal();  // as that of a new store, a backup or a restored one
  check_hardened(built);
  check_pages(built);
}

TEST_CASE("Files are their owner's alone, whatever the umask", "[hostile][settings]") {
  const mode_t before = ::umask(0);
  soak::Folder folder;
  {
    const Store store = Store::open(folder / "p.db");
    Store(store).collection("people").insert_one({{"_id", 1}});
    for (const char* name : {"p.db", "p.db-wal", "p.db-shm"}) {
      INFO(name);
      CHECK(mode_of(folder / name) == 0600);
    }
    backup(store, folder / "copy.db");
    CHECK(mode_of(folder / "copy.db") == 0600);
  }
  restore(folder / "copy.db", folder / "restored.db");
  CHECK(mode_of(folder / "restored.db") == 0600);
  temporary::write_file(folder / "in.json", "{\"_id\": 1}\n");
  import_files(folder / "imported.db", {(folder / "in.json").string()}, {.collection = "people"});
  CHECK(mode_of(folder / "imported.db") == 0600);
  ::umask(before);
}

}  // namespace hostile_settings_test
