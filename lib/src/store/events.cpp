#include "store/events.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "document/bytes.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::store {
namespace {

using sqlite::Query;

constexpr std::size_t digest_digits = 16;

constexpr auto count_sql =
    "INSERT INTO ps_counters (kind, collection, index_name, times, documents) "
    "VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (kind, collection, index_name) DO UPDATE "
    "SET times = times + excluded.times, documents = documents + excluded.documents, sum = NULL";

// Whether there is a place for a total: its own, or one of a bounded number.
constexpr auto room_sql =
    "SELECT (SELECT count(*) FROM ps_counters) < ?4 OR EXISTS (SELECT 1 FROM ps_counters "
    "WHERE kind = ?1 AND collection = ?2 AND index_name = ?3)";

constexpr auto keep_sql =
    "INSERT INTO ps_events (kind, collection, index_name, paths, digest, operation, documents, "
    "first_time, last_time, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
    "ON CONFLICT (kind, collection, index_name, paths, digest, operation) DO UPDATE "
    "SET documents = documents + excluded.documents, times = times + excluded.times, "
    "first_time = min(first_time, excluded.first_time), "
    "last_time = max(last_time, excluded.last_time), sum = NULL";

constexpr auto forget_sql =
    "DELETE FROM ps_events WHERE (kind, collection, index_name, paths, digest, operation) IN "
    "(SELECT kind, collection, index_name, paths, digest, operation FROM ps_events "
    "ORDER BY last_time DESC LIMIT -1 OFFSET ?1)";

EventKind kind_of(std::string_view name) {
  const auto kind = event_kind_of(name);
  if (!kind) throw Corrupt("an event of the store has an unknown kind", 0);
  return *kind;
}

void write_total(sqlite::Connection& connection, const EventTotal& total) {
  Query room(connection, room_sql);
  room.bind(1, name_of(total.kind)).bind(2, total.collection).bind(3, total.index);
  room.bind(4, std::int64_t{kept_events}).step();
  const bool apart = room.integer(0) != 0;
  const std::string_view collection = apart ? std::string_view(total.collection) : "";
  const std::string_view index = apart ? std::string_view(total.index) : "";
  Query count(connection, count_sql);
  count.bind(1, name_of(total.kind)).bind(2, collection).bind(3, index);
  count.bind(4, total.times).bind(5, total.documents).run();
}

void write_event(sqlite::Connection& connection, const StoreEvent& event) {
  const std::string paths = Value(event.paths).dump();
  Query keep(connection, keep_sql);
  keep.bind(1, name_of(event.kind)).bind(2, event.collection).bind(3, event.index);
  keep.bind(4, paths).bind(5, event.digest).bind(6, event.operation).bind(7, event.documents);
  keep.bind(8, event.first).bind(9, event.last).bind(10, event.times).run();
}

void write(sqlite::Connection& connection, const EventLog& log) {
  sqlite::Savepoint savepoint(connection);  // none in what SQLite has rolled back meanwhile
  for (const EventTotal& total : log.totals()) write_total(connection, total);
  for (const StoreEvent& event : log.events()) write_event(connection, event);
  Query(connection, forget_sql).bind(1, std::int64_t{kept_events}).run();
  connection.seal_own_rows();
  savepoint.keep();
}

// Where a failed statement can be rolled back, the events are, and the rest goes on.
bool try_write(sqlite::Connection& connection, const EventLog& log) {
  try {
    write(connection, log);
    return true;
  } catch (const StorageFailure&) {
    if (!connection.has_journal() || !connection.in_transaction()) throw;
    return false;
  }
}

}  // namespace

EventLog load_events(sqlite::Connection& connection) {
  EventLog log;
  Query events(connection,
               fmt::format("SELECT kind, collection, index_name, paths, digest, operation, "
                           "documents, first_time, last_time, times, {} FROM ps_events "
                           "ORDER BY last_time",
                           sqlite::own_row_is_sound("ps_events")));
  while (events.step()) {
    sqlite::require_sound_own(connection, events, 10, "ps_events");
    log.keep({kind_of(events.text(0)), std::string(events.text(1)), std::string(events.text(2)),
              Value::parse(events.text(3)).get<std::vector<std::string>>(),
              std::string(events.text(4)), std::string(events.text(5)), events.integer(6),
              std::string(events.text(7)), std::string(events.text(8)), events.integer(9)});
  }
  Query totals(connection, fmt::format("SELECT kind, collection, index_name, times, documents, {} "
                                       "FROM ps_counters ORDER BY kind, collection, index_name",
                                       sqlite::own_row_is_sound("ps_counters")));
  while (totals.step()) {
    sqlite::require_sound_own(connection, totals, 5, "ps_counters");
    log.count({kind_of(totals.text(0)), std::string(totals.text(1)), std::string(totals.text(2)),
               totals.integer(3), totals.integer(4)});
  }
  return log;
}

bool PendingEvents::empty() const {
  const auto lock = hold();
  return pending_.empty();
}

void PendingEvents::add(const EventLog& events) {
  const auto lock = hold();
  pending_.add(events);
}

void PendingEvents::commit(sqlite::Connection& connection,
                           sqlite::ImmediateTransaction& transaction, const EventLog& noted) {
  if (noted.empty() && empty()) return transaction.commit();
  const auto lock = hold();
  EventLog all = pending_;
  all.add(noted);
  const bool written = try_write(connection, all);
  transaction.commit();
  pending_ = written ? EventLog() : std::move(all);
}

std::string PendingEvents::digest_of(sqlite::Connection& connection, const keys::Key& key) {
  if (salt_.empty()) {
    Query salt(connection, "SELECT salt FROM ps_salt ORDER BY rowid LIMIT 1");
    if (!salt.step()) throw Corrupt("the salt of the store's events is missing", 0);
    salt_ = salt.blob(0);
  }
  document::Sha256 digest;
  digest.add(salt_);
  digest.add(keys::bytes_of(key));
  return digest.hex().substr(0, digest_digits);
}

}  // namespace profilestore::store
