#include "history/later_imports.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "history/merge_record.hpp"
#include "history/references_record.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

using sqlite::Query;

LaterImports::LaterImports(sqlite::Connection& connection, const Record& record) {
  read_imports(connection, record);
  read_survivors(connection, record);
}

bool LaterImports::made(std::int64_t row) const {
  return std::ranges::any_of(
      ranges_, [row](const Range& range) { return range.first <= row && row <= range.last; });
}

// Of those that were undone too: what undo has left of them is theirs.
void LaterImports::read_imports(sqlite::Connection& connection, const Record& record) {
  Query imports(
      connection,
      fmt::format("SELECT id, first_row, last_row, made_index IS NOT NULL OR {}, undone IS "
                  "NOT NULL, {}, unchanged > 0 AND NOT {}, {} FROM ps_imports "
                  "WHERE collection = ?1 AND id > ?2 ORDER BY id",
                  of_merge, is_taken_back, of_references, shares_quarantine));
  imports.bind(1, record.collection).bind(2, record.id);
  while (imports.step()) {
    if (!imports.is_null(1)) ranges_.push_back({imports.integer(1), imports.integer(2)});
    if (imports.integer(3) != 0 || imports.integer(4) != 0) continue;
    const bool taken_back = imports.integer(5) != 0, found_some = imports.integer(6) != 0;
    if (found_some && taken_back) partly_undone_.push_back(imports.integer(0));
    if (found_some && !taken_back) finder_ = imports.integer(0);
    if (!taken_back && imports.integer(7) != 0) may_share_quarantine_ = true;
  }
}

void LaterImports::read_survivors(sqlite::Connection& connection, const Record& record) {
  Query rows(connection,
             "SELECT DISTINCT survivor FROM ps_archive WHERE collection = ?1 AND import > ?2 "
             "ORDER BY survivor");
  rows.bind(1, record.collection).bind(2, record.id);
  while (rows.step()) survivors_.insert(rows.integer(0));
}

}  // namespace profilestore::history
