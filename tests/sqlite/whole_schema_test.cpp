// A new store gets its schema at once, and others one migration after the other: to the same end.
#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "document/bytes.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/scratch.hpp"

namespace sqlite_whole_schema_test {

using namespace profilestore;
using Rows = std::vector<std::string>;

namespace {

Rows rows_of(sqlite::Connection& connection, const std::string& sql) {
  Rows rows;
  sqlite::Query query(connection, sql);
  while (query.step()) rows.emplace_back(query.text(0));
  return rows;
}

struct Both {
  Both() {
    // Without the last it is not the whole list, so they are run one by one.
    sqlite::migrate(grown.connection, sqlite::migrations().first(sqlite::migrations().size() - 1));
    sqlite::migrate(grown.connection);
    sqlite::migrate(made.connection);
  }

  scratch::Database grown, made;
};

}  // namespace

TEST_CASE("The schema of a new store is what all migrations make, byte by byte",
          "[sqlite][migrations]") {
  Both both;
  const std::string sql =
      "SELECT type || char(10) || name || char(10) || tbl_name || char(10) || coalesce(sql, '') "
      "FROM sqlite_schema WHERE name <> 'sqlite_sequence' ORDER BY rowid";
  // SQLite's own, for a table that a later migration has removed.
  INFO("If a migration is new: tools/schema.sh writes the schema");
  const Rows grown = rows_of(both.grown.connection, sql);
  CHECK(grown.size() > sqlite::own_tables().size());
  CHECK(rows_of(both.made.connection, sql) == grown);
  for (const char* pragma : {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA encoding"})
    CHECK(both.made.connection.text(pragma) == both.grown.connection.text(pragma));
}

TEST_CASE("A new store has the rows that the migrations make, with their sums",
          "[sqlite][migrations]") {
  Both both;
  const std::string applied =
      "SELECT number || ' ' || name || ' ' || sha256 || ' ' || sum FROM ps_migrations "
      "ORDER BY number";
  CHECK(rows_of(both.made.connection, applied) == rows_of(both.grown.connection, applied));
  for (const sqlite::OwnTable& table : sqlite::own_tables()) {
    INFO(table.name);
    const std::string count = fmt::format("SELECT count(*) FROM {}", table.name);
    CHECK(both.made.connection.number(count) == both.grown.connection.number(count));
    const std::string sound = fmt::format("SELECT count(*) FROM {} WHERE sum IS NOT NULL AND {}",
                                          table.name, sqlite::own_row_is_sound(table.name));
    CHECK(both.made.connection.number(sound) == both.made.connection.number(count));
  }
}

TEST_CASE("No two new stores have one identity or one salt", "[sqlite][migrations]") {
  Both one, other;
  for (const char* sql : {"SELECT mark FROM ps_head", "SELECT hex(salt) FROM ps_salt"})
    CHECK(one.made.connection.text(sql) != other.made.connection.text(sql));
  CHECK(one.made.connection.text("SELECT mark FROM ps_head").size() ==
        one.grown.connection.text("SELECT mark FROM ps_head").size());
}

TEST_CASE("The digest that is compiled in for a migration is that of its text",
          "[sqlite][migrations]") {
  for (const sqlite::Migration& migration : sqlite::migrations()) {
    INFO(migration.name);
    document::Sha256 digest;
    digest.add(migration.sql);
    CHECK(migration.sha256 == digest.hex());
  }
}

TEST_CASE("A file in which something is, is given no whole schema", "[sqlite][migrations]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE ps_imports (a)");
  CHECK_THROWS_AS(sqlite::migrate(database.connection), StorageFailure);
  CHECK(rows_of(database.connection, "SELECT name FROM sqlite_schema ORDER BY rowid") ==
        Rows{"ps_imports"});
}

}  // namespace sqlite_whole_schema_test
