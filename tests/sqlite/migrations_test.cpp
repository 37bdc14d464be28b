#include "sqlite/migrations.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/scratch.hpp"
#include "sqlite/transaction.hpp"

namespace sqlite_migrations_test {

using namespace profilestore;
using sqlite::Connection;

namespace {

std::vector<sqlite::Migration> ours_and(std::vector<sqlite::Migration> more) {
  std::vector<sqlite::Migration> all(sqlite::migrations().begin(), sqlite::migrations().end());
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

int last() { return sqlite::migrations().back().number; }

}  // namespace

TEST_CASE("A store bears the application id PROF and the number of its last migration",
          "[sqlite][migrations]") {
  scratch::Database database;
  sqlite::migrate(database.connection);
  CHECK(database.connection.number("PRAGMA application_id") == 0x50524F46);
  CHECK(database.connection.number("PRAGMA user_version") == last());
  CHECK_NOTHROW(sqlite::verify_identity(database.connection));
}

TEST_CASE("Each migration is recorded with its number, name and SHA-256", "[sqlite][migrations]") {
  scratch::Database database;
  sqlite::migrate(database.connection);
  sqlite::migrate(database.connection, ours_and({{last() + 1, "more", "CREATE TABLE t (a)"}}));
  sqlite::Query row(database.connection,
                    "SELECT name, sha256 FROM ps_migrations ORDER BY number DESC LIMIT 1");
  REQUIRE(row.step());
  CHECK(row.text(0) == "more");
  // printf 'CREATE TABLE t (a)' | sha256sum
  CHECK(row.text(1) == "e467dda6815cbbf4aeb3cd9d43399262cb796b2d1763af6f4340b3a88ed40489");
  CHECK(database.connection.number("SELECT count(*) FROM ps_migrations") ==
        static_cast<std::int64_t>(sqlite::migrations().size()) + 1);
}

TEST_CASE("Migrations that were applied are not applied again", "[sqlite][migrations]") {
  scratch::Database database;
  for (int i = 0; i < 3; ++i) sqlite::migrate(database.connection);
  CHECK(database.connection.number("SELECT count(*) FROM ps_migrations") ==
        static_cast<std::int64_t>(sqlite::migrations().size()));
}

TEST_CASE("A migration that fails leaves the store as it was before it", "[sqlite][migrations]") {
  scratch::Database database;
  sqlite::migrate(database.connection);
  const auto broken =
      ours_and({{last() + 1, "broken", "CREATE TABLE t (a); CREATE TABLE ps_imports (a)"}});
  CHECK_THROWS_AS(sqlite::migrate(database.connection, broken), StorageFailure);
  CHECK(database.connection.number("PRAGMA user_version") == last());
  CHECK(database.connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 't'") == 0);
  CHECK_NOTHROW(sqlite::verify_identity(database.connection));
  CHECK_NOTHROW(sqlite::ImmediateTransaction(database.connection));
}

TEST_CASE("A store of a newer library is too new", "[sqlite][migrations]") {
  scratch::Database database;
  sqlite::migrate(database.connection, ours_and({{last() + 1, "more", "CREATE TABLE t (a)"}}));
  CHECK_THROWS_AS(sqlite::verify_identity(database.connection), TooNew);
}

TEST_CASE("A store with a migration of another text is none of ours", "[sqlite][migrations]") {
  scratch::Database database;
  sqlite::migrate(database.connection, ours_and({{last() + 1, "more", "CREATE TABLE t (a)"}}));
  const auto edited = ours_and({{last() + 1, "more", "CREATE TABLE t (b)"}});
  CHECK_THROWS_AS(sqlite::verify_identity(database.connection, edited), NotAStore);
  database.connection.execute("DELETE FROM ps_migrations");
  CHECK_THROWS_AS(sqlite::verify_identity(database.connection), Error);
}

TEST_CASE("A file without our application id, our version or our tables is no store",
          "[sqlite][migrations]") {
  for (const char* sql :
       {"", "PRAGMA user_version = 1", "PRAGMA application_id = 1",
        "PRAGMA application_id = 1347571526; PRAGMA user_version = 1; CREATE TABLE t (a)",
        "PRAGMA application_id = 1347571526; CREATE TABLE t (a)",
        "PRAGMA application_id = 1347571526; PRAGMA user_version = -1; CREATE TABLE t (a)"}) {
    INFO(sql);
    scratch::Database database;
    database.connection.execute(sql);
    CHECK_THROWS_AS(sqlite::verify_identity(database.connection), NotAStore);
  }
}

}  // namespace sqlite_migrations_test
