#include "history/kept.hpp"

#include "history/decided_id.hpp"
#include "history/merge_record.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      const catalog::CollectionEntry& collection) {
  sqlite::Query rows(connection, "SELECT id FROM ps_kept WHERE collection = ?1");
  rows.bind(1, collection.id);
  std::set<std::string> ids;
  while (rows.step()) ids.emplace(rows.blob(0));
  const MergedByHand merged = merged_by_hand(connection, collection);
  for (const auto& [id, into] : merged) ids.erase(id);
  for (const auto& [id, into] : merged) ids.insert(id_key_of(into.document.at("_id")));
  return ids.empty() ? nullptr : std::make_shared<const std::set<std::string>>(std::move(ids));
}

}  // namespace profilestore::history
