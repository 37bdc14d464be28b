#include "history/kept.hpp"

#include <fmt/format.h>

#include "history/decided_id.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      std::int64_t collection,
                                                      const MergedByHand& merged) {
  sqlite::Query rows(connection, fmt::format("SELECT id, {} FROM ps_kept WHERE collection = ?1",
                                             sqlite::own_row_is_sound("ps_kept")));
  rows.bind(1, collection);
  std::set<std::string> ids;
  while (rows.step()) {
    sqlite::require_sound_own(connection, rows, 1, "ps_kept");
    ids.emplace(rows.blob(0));
  }
  for (const auto& [id, into] : merged) ids.erase(id);
  for (const auto& [id, into] : merged) ids.insert(id_key_of(into.document.at("_id")));
  return ids.empty() ? nullptr : std::make_shared<const std::set<std::string>>(std::move(ids));
}

}  // namespace profilestore::history
