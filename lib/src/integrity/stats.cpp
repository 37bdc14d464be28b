#include <profilestore/stats.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/store.hpp>

#include "changes/log.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/log_reader.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;

CollectionStats stats_of(sqlite::Connection& connection, const CollectionEntry& collection) {
  CollectionStats stats{collection.name,
                        connection.number(fmt::format("SELECT count(*) FROM {}",
                                                      sqlite::identifier(collection.table))),
                        {}};
  for (const catalog::IndexEntry& index : collection.indexes)
    stats.indexes.push_back({index.name(), index.unique()});
  if (collection.change_log)
    stats.change_log = {collection.change_log->max_changes, collection.change_log->max_age.count(),
                        changes::count(connection, collection.id)};
  return stats;
}

// By its name alone: to open the log would be to drop SQLite's locks when it is closed.
std::int64_t log_bytes(const std::filesystem::path& store) {
  std::error_code none;
  const auto bytes = std::filesystem::file_size(store.string() + "-wal", none);
  return none ? 0 : static_cast<std::int64_t>(bytes);
}

FileStats file_stats(sqlite::Connection& connection, const std::filesystem::path& path) {
  return {connection.number("PRAGMA page_size"), connection.number("PRAGMA page_count"),
          connection.number("PRAGMA freelist_count"), log_bytes(path), std::nullopt};
}

// The moment begins while no commit can come between: an event is then either in the store or
// among the pending ones.
store::EventLog pending_at(store::Reader& reader, const store::Core& core) {
  const auto lock = core.pending_events().hold();
  reader.catalog();
  return core.pending_events().held();
}

}  // namespace

Stats Store::stats() const {
  auto reader = core_->reader();
  const store::EventLog pending = pending_at(reader, *core_);
  store::EventLog log = store::load_events(reader.connection());
  log.add(pending);
  Stats stats;
  for (const auto& [name, collection] : reader.catalog().collections)
    stats.collections.push_back(stats_of(reader.connection(), collection));
  stats.totals = log.totals();
  stats.events = log.events();
  std::ranges::reverse(stats.events);
  std::ranges::stable_sort(stats.events, std::ranges::greater(), &StoreEvent::last);
  stats.file = file_stats(reader.connection(), core_->path());
  stats.file.reader = store::oldest_reader(*core_, &reader);
  stats.schema_version = reader.connection().number("PRAGMA user_version");
  stats.sqlite_version = sqlite3_libversion();
  stats.library_version = PROFILESTORE_VERSION;
  return stats;
}

}  // namespace profilestore
