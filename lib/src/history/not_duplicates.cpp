#include "history/not_duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

NotDuplicates::NotDuplicates(sqlite::Connection& connection, std::int64_t collection) {
  sqlite::Query rows(
      connection, fmt::format("SELECT id_a, id_b, {} FROM ps_not_duplicates WHERE collection = ?1",
                              sqlite::own_row_is_sound("ps_not_duplicates")));
  rows.bind(1, collection);
  while (rows.step()) {
    sqlite::require_sound_own(connection, rows, 2, "ps_not_duplicates");
    std::string a(rows.blob(0)), b(rows.blob(1));
    ids_.insert({a, b});
    pairs_.insert(std::minmax(a, b));
  }
}

}  // namespace profilestore::history
