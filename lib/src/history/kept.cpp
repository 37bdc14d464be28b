#include "history/kept.hpp"

#include <fmt/format.h>

#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      std::int64_t collection) {
  sqlite::Query rows(connection, fmt::format("SELECT id, {} FROM ps_kept WHERE collection = ?1",
                                             sqlite::own_row_is_sound("ps_kept")));
  rows.bind(1, collection);
  std::set<std::string> ids;
  while (rows.step()) {
    sqlite::require_sound_own(connection, rows, 1, "ps_kept");
    ids.emplace(rows.blob(0));
  }
  return ids.empty() ? nullptr : std::make_shared<const std::set<std::string>>(std::move(ids));
}

}  // namespace profilestore::history
