#include "history/shared_quarantine.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "history/later_imports.hpp"
#include "history/partial_undo.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {
namespace {

using sqlite::Query;

std::vector<std::int64_t> partly_taken_back(sqlite::Connection& connection,
                                            std::int64_t collection) {
  Query rows(connection,
             fmt::format("SELECT id FROM ps_imports WHERE collection = ?1 AND made_index IS NULL "
                         "AND undone IS NULL AND {} AND {} ORDER BY id",
                         is_taken_back, shares_quarantine));
  rows.bind(1, collection);
  std::vector<std::int64_t> imports;
  while (rows.step()) imports.push_back(rows.integer(0));
  return imports;
}

}  // namespace

void forget_quarantine(sqlite::Connection& connection, std::int64_t collection) {
  const auto sharing = partly_taken_back(connection, collection);
  std::string contents;
  {
    Query gone(connection,
               fmt::format("DELETE FROM ps_quarantine WHERE import IN (SELECT id FROM ps_imports "
                           "WHERE collection = ?1 AND made_index IS NULL AND {0}) AND import > ("
                           "SELECT coalesce(max(id), 0) FROM ps_imports WHERE collection = ?1 AND "
                           "made_index IS NULL AND NOT {0} AND {1}) RETURNING digest",
                           is_taken_back, shares_quarantine));
    gone.bind(1, collection);
    while (gone.step())
      if (!sharing.empty()) contents += gone.blob(0);
  }
  if (contents.empty()) return;
  for (const std::int64_t import : sharing)
    add_partial_undo(connection, import, all_but_what_was_left, 0, contents);
}

}  // namespace profilestore::history
