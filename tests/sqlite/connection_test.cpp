#include "sqlite/connection.hpp"

#include <algorithm>
#include <atomic>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "sqlite/scratch.hpp"
#include "sqlite/transaction.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"

namespace sqlite_connection_test {

using namespace profilestore;
using sqlite::Connection;
using sqlite::Journal;
using namespace std::chrono_literals;

namespace {

int config(Connection& connection, int option) {
  int value = -1;
  sqlite3_db_config(connection.handle(), option, -1, &value);
  return value;
}

int limit(Connection& connection, int id) { return sqlite3_limit(connection.handle(), id, -1); }

std::string refusal(Connection& connection, const std::string& sql) {
  return RawDatabase::refusal(connection.handle(), sql);
}

std::uintmax_t log_size(const scratch::Database& database) {
  return std::filesystem::file_size(database.file.string() + "-wal");
}

void write_megabytes(Connection& connection, int count) {
  for (int i = 0; i < count; ++i) {
    sqlite::ImmediateTransaction transaction(connection);
    connection.execute("INSERT INTO t VALUES (randomblob(1000000))");
    transaction.commit();
    connection.checkpoint_if_grown();
  }
}

}  // namespace

TEST_CASE("A connection that may write does not while it is for reading", "[sqlite][connection]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a)");
  CHECK(database.connection.is_writable());
  database.connection.serve(sqlite::Use::reading);
  for (const char* sql : {"INSERT INTO t VALUES (1)", "DELETE FROM t", "DROP TABLE t",
                          "CREATE TABLE u (a)", "CREATE INDEX i ON t (a)"}) {
    INFO(sql);
    CHECK_THAT(refusal(database.connection, sql), has_part("readonly"));
  }
  CHECK(database.connection.number("SELECT count(*) FROM t") == 0);
  database.connection.serve(sqlite::Use::writing);
  database.connection.execute("INSERT INTO t VALUES (1)");
  CHECK(database.connection.number("SELECT count(*) FROM t") == 1);
}

TEST_CASE("A connection is hardened, to write or to read", "[sqlite][connection]") {
  scratch::Database database;
  Connection reader(database.file, {.writable = false});
  for (Connection* connection : {&database.connection, &reader}) {
    CHECK(config(*connection, SQLITE_DBCONFIG_DEFENSIVE) == 1);
    CHECK(config(*connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA) == 0);
    CHECK(config(*connection, SQLITE_DBCONFIG_ENABLE_TRIGGER) == 0);
    CHECK(config(*connection, SQLITE_DBCONFIG_ENABLE_VIEW) == 0);
    CHECK(config(*connection, SQLITE_DBCONFIG_DQS_DDL) == 0);
    CHECK(config(*connection, SQLITE_DBCONFIG_DQS_DML) == 0);
    CHECK(config(*connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION) == 0);
    CHECK(limit(*connection, SQLITE_LIMIT_LENGTH) == static_cast<int>(max_document_bytes) * 5);
    CHECK(limit(*connection, SQLITE_LIMIT_ATTACHED) == 0);
    CHECK(limit(*connection, SQLITE_LIMIT_SQL_LENGTH) == 100'000);
  }
}

TEST_CASE(
    "A hardened connection runs no trigger and no view, attaches nothing and keeps its schema",
    "[sqlite][connection]") {
  scratch::Database database;
  {
    RawDatabase planter(database.file);
    planter.run(
        "CREATE TABLE t (a); CREATE TABLE fired (a); CREATE VIEW v AS SELECT 1;"
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO fired VALUES (1); END");
  }
  Connection& connection = database.connection;
  connection.execute("INSERT INTO t VALUES (1)");
  CHECK(connection.number("SELECT count(*) FROM fired") == 0);
  CHECK(refusal(connection, "SELECT * FROM v").find("access to view \"v\" prohibited") == 0);
  CHECK(refusal(connection, "ATTACH ':memory:' AS other").find("too many attached") == 0);
  CHECK(refusal(connection, "SELECT load_extension('x')").find("not authorized") == 0);
  connection.execute("PRAGMA writable_schema = ON");
  CHECK(refusal(connection, "DELETE FROM sqlite_schema").find("table sqlite_master may not be") ==
        0);
  CHECK(refusal(connection, "SELECT \"no column\" FROM t").find("no such column") == 0);
}

TEST_CASE("The journal is as the settings name it", "[sqlite][connection]") {
  for (const auto& [journal, synchronous] :
       {std::pair(Journal::wal_full, 2), std::pair(Journal::wal_normal, 1)}) {
    scratch::Database database({.journal = journal});
    CHECK(database.connection.text("PRAGMA journal_mode") == "wal");
    CHECK(database.connection.number("PRAGMA synchronous") == synchronous);
    CHECK(database.connection.number("PRAGMA cell_size_check") == 1);
    CHECK(database.connection.number("PRAGMA mmap_size") == 0);
  }
}

TEST_CASE("Without a journal nothing is written beside the file, nor synced",
          "[sqlite][connection]") {
  scratch::Database database({.journal = Journal::none});
  const std::string mode = database.connection.text("PRAGMA journal_mode");
  CHECK((mode == "off" || mode == "memory"));
  CHECK(database.connection.number("PRAGMA synchronous") == 0);
  sqlite::ImmediateTransaction transaction(database.connection);
  database.connection.execute("CREATE TABLE t (a)");
  CHECK(database.names() == std::set<std::string>{"scratch.db"});
}

TEST_CASE("A connection never makes a file, nor follows a link to one", "[sqlite][connection]") {
  temporary::Folder folder;
  CHECK_THROWS_AS(Connection(folder / "none.db", {}), StorageFailure);
  CHECK(folder.names().empty());
  temporary::write_file(folder / "real.db", "");
  std::filesystem::create_symlink(folder / "real.db", folder / "link.db");
  const auto refused = caught<StorageFailure>([&] { Connection(folder / "link.db", {}); });
  REQUIRE(refused);
  CHECK(refused->sqlite_code() == SQLITE_CANTOPEN_SYMLINK);
}

TEST_CASE("A read-only connection writes nothing", "[sqlite][connection]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a)");
  Connection reader(database.file, {.writable = false});
  CHECK_THROWS_AS(reader.execute("INSERT INTO t VALUES (1)"), ReadOnly);
  CHECK_THROWS_AS(reader.execute("DROP TABLE t"), ReadOnly);
}

TEST_CASE("A connection waits for another's lock until the deadline, and not much longer",
          "[sqlite][connection]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a)");
  Connection other(database.file, {.deadline = 200ms});
  sqlite::ImmediateTransaction transaction(database.connection);
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(other.execute("INSERT INTO t VALUES (1)"), Busy);
  const auto waited = std::chrono::steady_clock::now() - begin;
  CHECK(waited >= 200ms);
  CHECK(waited < 450ms);
}

TEST_CASE("The log is moved into the store when it has grown, without waiting for its readers",
          "[sqlite][connection]") {
  scratch::Database database({.journal = Journal::wal_normal});
  database.connection.execute("CREATE TABLE t (a)");
  write_megabytes(database.connection, 20);
  CHECK(log_size(database) < 8'000'000);

  Connection reader(database.file, {.writable = false});
  sqlite::Query held(reader, "SELECT a FROM t");
  held.step();
  const auto begin = std::chrono::steady_clock::now();
  write_megabytes(database.connection, 30);
  CHECK(log_size(database) > 25'000'000);
  CHECK(std::chrono::steady_clock::now() - begin < 4s);
  held.run();
  held.reset();
  write_megabytes(database.connection, 6);
  CHECK(log_size(database) < 17'000'000);
  database.connection.checkpoint_truncate();
  CHECK(log_size(database) == 0);
}

TEST_CASE("Readers that come and go one after the other do not keep the log from being moved",
          "[sqlite][connection]") {
  scratch::Database database({.journal = Journal::wal_normal});
  database.connection.execute("CREATE TABLE t (a)");
  write_megabytes(database.connection, 2);
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      Connection reader(database.file, {.writable = false});
      while (!done) {
        const sqlite::ReadTransaction moment(reader);
        std::this_thread::sleep_for(1ms);
      }
    });
  std::uintmax_t largest = 0;
  for (int i = 0; i < 80; ++i) {
    write_megabytes(database.connection, 1);
    largest = std::max(largest, log_size(database));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(largest < 60'000'000);  // 80 MB and more, where they keep it
}

}  // namespace sqlite_connection_test
