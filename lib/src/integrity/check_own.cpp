#include "integrity/check_own.hpp"

#include <fmt/format.h>

#include <set>

#include "sqlite/migrations.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::Query;
using Faults = std::vector<std::string>;

// Against a store that is made for it.
void check_own_schema(sqlite::Connection& connection, Faults& faults) {
  sqlite::Connection model(":memory:", {.journal = sqlite::Journal::none});
  sqlite::migrate(model);
  Query wanted(model,
               "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid");
  Query there(connection, "SELECT sql FROM sqlite_schema WHERE name = ?1 AND type = ?2");
  for (; wanted.step(); there.reset())
    if (!there.bind(1, wanted.text(1)).bind(2, wanted.text(0)).step())
      faults.push_back(fmt::format("the {} {} of the store is not in SQLite's schema",
                                   wanted.text(0), wanted.text(1)));
    else if (there.text(0) != wanted.text(2))
      faults.push_back(fmt::format("the {} {} of the store is another in SQLite's schema",
                                   wanted.text(0), wanted.text(1)));
}

void check_rows(sqlite::Connection& connection, const sqlite::OwnTable& table, Faults& faults) try {
  Query rows(connection,
             fmt::format("SELECT {}, sum IS NULL FROM {} WHERE sum IS NULL OR sum <> {}", table.key,
                         table.name, sqlite::own_sum(table.name)));
  while (rows.step())
    faults.push_back(fmt::format(
        "{}, row {}: {}", table.name, rows.text(0),
        rows.integer(1) != 0 ? "it has no digest: something other than this library wrote it"
                             : "it is damaged: it does not have the digest it was stored "
                               "with"));
} catch (const Error& fault) {
  faults.push_back(fmt::format("{}: {}", table.name, fault.what()));
}

// "row INTEGER" of each column.
std::multiset<std::string> columns_of(sqlite::Connection& connection, const std::string& table) {
  std::multiset<std::string> columns;
  Query rows(connection,
             "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid");
  rows.bind(1, table);
  while (rows.step())
    columns.insert(fmt::format("{} {}{}{}", rows.text(0), rows.text(1),
                               rows.integer(2) != 0 ? " NOT NULL" : "",
                               rows.integer(3) != 0 ? " PRIMARY KEY" : ""));
  return columns;
}

}  // namespace

Faults faults_of_own_tables(sqlite::Connection& connection) {
  Faults faults;
  check_own_schema(connection, faults);
  if (!faults.empty()) return faults;
  for (const sqlite::OwnTable& table : sqlite::own_tables()) check_rows(connection, table, faults);
  return faults;
}

Faults faults_of_columns(sqlite::Connection& connection,
                         const catalog::CollectionEntry& collection) {
  Faults faults;
  const auto compare = [&](const std::string& table, const std::multiset<std::string>& wanted) {
    if (columns_of(connection, table) != wanted)
      faults.push_back(
          fmt::format("collection {}: the columns of the table {} are others in "
                      "SQLite's schema",
                      collection.name, table));
  };
  std::multiset<std::string> wanted{"row INTEGER PRIMARY KEY", "doc TEXT NOT NULL", "origin BLOB",
                                    "sum INTEGER"};
  for (const std::string& column : collection.columns()) wanted.insert(column + " ");
  compare(collection.table, wanted);
  for (const catalog::IndexEntry& entry : collection.indexes) {
    if (entry.elements.empty()) continue;
    std::multiset<std::string> of_elements{"row INTEGER NOT NULL"};
    for (const std::string& column : entry.columns) of_elements.insert(column + " ");
    compare(entry.elements, of_elements);
  }
  return faults;
}

}  // namespace profilestore::integrity
