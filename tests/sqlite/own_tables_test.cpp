#include "sqlite/own_tables.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/scratch.hpp"
#include "sqlite/transaction.hpp"

namespace sqlite_own_tables_test {

using namespace profilestore;
using sqlite::Query;

TEST_CASE("The sums of the store's own rows are of all their columns", "[sqlite][sums]") {
  scratch::Database database;
  sqlite::migrate(database.connection);
  Query tables(
      database.connection,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ps%' ORDER BY name");
  std::size_t count = 0;
  for (; tables.step(); ++count) {
    const std::string table(tables.text(0));
    INFO(table);
    std::string columns;
    Query names(database.connection,
                "SELECT name FROM pragma_table_info(?1) WHERE name <> 'sum' ORDER BY cid");
    names.bind(1, table);
    while (names.step())
      columns += (columns.empty() ? "\"" : ", \"") + std::string(names.text(0)) + "\"";
    // SQLite numbers these rows when they are written.
    if (table == "ps_archive" || table == "ps_quarantine" || table == "ps_indexes")
      columns.erase(0, std::string("\"id\", ").size());
    // It is of two of the others.
    if (table == "ps_changes") columns.erase(0, std::string("\"place\", ").size());
    if (table == "ps_operations") columns.erase(0, std::string("\"number\", ").size());
    CHECK(sqlite::own_sum(table) == "ps_sum(" + columns + ")");
  }
  CHECK(count == sqlite::own_tables().size());
}

TEST_CASE("A statement that writes own rows without their sums is known", "[sqlite][sums]") {
  struct Row {
    const char* sql;
    std::string_view table;
  };
  for (const Row& row :
       {Row{"INSERT INTO ps_kept (collection) VALUES (1)", "ps_kept"},
        Row{"UPDATE ps_imports SET undone = 1", "ps_imports"},
        Row{"INSERT OR REPLACE INTO ps_undone_keys (import) VALUES (1)", "ps_undone_keys"},
        Row{"INSERT INTO ps_archive (import, sum) VALUES (?1, ps_sum(?1))", ""},
        Row{"INSERT INTO users (row) VALUES (1)", ""}, Row{"SELECT * FROM ps_kept", ""},
        Row{"DELETE FROM ps_kept", ""}, Row{"INSERT INTO ps_keptt VALUES (1)", ""}}) {
    INFO(row.sql);
    CHECK(sqlite::table_left_unsealed(row.sql) == row.table);
  }
}

TEST_CASE("A commit gives own rows their sums", "[sqlite][sums]") {
  scratch::Database database;
  sqlite::migrate(database.connection);
  const auto unsound = [&] {
    return database.connection.number("SELECT count(*) FROM ps_kept WHERE sum IS NULL OR NOT " +
                                      sqlite::own_row_is_sound("ps_kept"));
  };
  for (int i = 0; i < 3; ++i) {
    sqlite::ImmediateTransaction transaction(database.connection);
    Query(database.connection,
          "INSERT INTO ps_kept (collection, id, text, decided) VALUES (1, ?1, "
          "'', '')")
        .bind_blob(1, std::string_view("abc").substr(static_cast<std::size_t>(i)))
        .run();
    CHECK(unsound() == 1);
    transaction.commit();
    CHECK(unsound() == 0);
  }
}

TEST_CASE("A sum tells values apart by type, place and value", "[sqlite][sums]") {
  scratch::Database database;
  const auto sum = [&](const char* values) {
    return database.connection.number(std::string("SELECT ps_sum(") + values + ")");
  };
  const std::vector<const char*> all{"1",       "'1'",     "x'31'",  "1.0",    "2",
                                     "NULL, 1", "1, '1'",  "'1', 1", "''",     "x''",
                                     "NULL",    "'1', ''", "0.1",    "1e-300", "0.1 + 1e-17 * 3"};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      INFO(all[i] << " and " << all[j]);
      CHECK(sum(all[i]) != sum(all[j]));
    }
  CHECK(sum("1, 'a'") == sum("1, 'a', NULL"));
  // On disk: it does not change.
  CHECK(sum("7, 'text', x'00ff', NULL, 2.5") == 2893382182845774577);
}

}  // namespace sqlite_own_tables_test
