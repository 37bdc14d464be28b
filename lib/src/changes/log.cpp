#include "changes/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::changes {
namespace {

using sqlite::Query;

constexpr std::int64_t most_changes = 1'000'000'000;
constexpr std::int64_t longest_age = 100LL * 366 * 24 * 3600;  // seconds
constexpr std::int64_t dropped_stay = 24 * 3600 * 1000;        // milliseconds
constexpr int aged_at_once = 16;

// A seq that was used once never comes again, whatever was trimmed.
constexpr auto place_sql =
    "SELECT 1 + max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'ps_changes'), 0), "
    "coalesce((SELECT max(seq) FROM ps_changes), 0)), "
    "(SELECT max(number) FROM ps_changes WHERE collection = ?1)";

constexpr auto trim_sql = "DELETE FROM ps_changes WHERE collection = ?1 AND number <= ?2";

// A few at a time: the next changes remove the others.
constexpr auto trim_aged_sql =
    "DELETE FROM ps_changes WHERE collection = ?1 AND number IN (SELECT number FROM (SELECT "
    "number, time FROM ps_changes WHERE collection = ?1 AND number < ?2 ORDER BY number LIMIT ?4) "
    "WHERE time < ?3)";

constexpr auto forget_dropped_sql =
    "DELETE FROM ps_changes WHERE collection IN (SELECT collection FROM ps_changes WHERE op = "
    "'drop' AND time < ?1)";

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// Made here, not when the transaction ends: sealing would look for it in the whole log.
const std::string& insert_sql() {
  static const std::string sql = [] {
    std::string sum = sqlite::own_sum("ps_changes");
    int parameter = 0;
    for (const std::string_view column : {"seq", "collection", "number", "tx", "time", "follows",
                                          "op", "id", "before", "after", "counts"}) {
      const std::string quoted = fmt::format("\"{}\"", column);
      sum.replace(sum.find(quoted), quoted.size(), fmt::format("?{}", ++parameter));
    }
    return fmt::format(
        "INSERT INTO ps_changes (seq, collection, number, tx, time, follows, op, id, before, "
        "after, counts, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, {})",
        sum);
  }();
  return sql;
}

void trim(sqlite::Connection& connection, std::int64_t collection, const ChangeLog& log,
          std::int64_t last, std::int64_t aged) {
  if (last > log.max_changes)
    Query(connection, trim_sql).bind(1, collection).bind(2, last - log.max_changes).run();
  if (log.max_age.count() == 0) return;
  const std::int64_t oldest = now() - log.max_age.count() * 1000;
  Query(connection, trim_aged_sql)
      .bind(1, collection)
      .bind(2, last)
      .bind(3, oldest)
      .bind(4, aged)
      .run();
}

void bind_text(Query& query, int parameter, std::string_view text) {
  if (!text.empty()) query.bind(parameter, text);
}

}  // namespace

void refuse_unlogged(std::string_view collection) {
  throw InvalidInput(
      20, fmt::format("collection {} keeps no log of changes, so it cannot be watched: let it keep "
                      "one from now on with set_change_log, collMod's "
                      "changeStreamPreAndPostImages, or `profilestore changes on`",
                      collection));
}

void check_bounds(const ChangeLog& log) {
  if (log.max_changes < 1 || log.max_changes > most_changes)
    throw InvalidInput(2, fmt::format("a log of changes keeps from 1 to {} changes, not {}",
                                      most_changes, log.max_changes));
  if (log.max_age.count() < 0 || log.max_age.count() > longest_age)
    throw InvalidInput(2, fmt::format("a log of changes keeps them for up to {} seconds, or for 0, "
                                      "which means any time; not for {}",
                                      longest_age, log.max_age.count()));
}

std::int64_t append(sqlite::Connection& connection, std::int64_t collection, const ChangeLog& log,
                    const Change& change, std::int64_t transaction) {
  Query place(connection, place_sql);
  place.bind(1, collection).step();
  const std::int64_t sequence = place.integer(0), number = place.integer(1) + 1;
  const auto before = number == 1 ? std::nullopt : sum_of(connection, collection, number - 1);
  Query row(connection, insert_sql());
  row.bind(1, sequence).bind(2, collection).bind(3, number);
  row.bind(4, transaction == 0 ? sequence : transaction).bind(5, now());
  if (before) row.bind(6, *before);
  row.bind(7, change.op);
  bind_text(row, 8, change.id);
  bind_text(row, 9, change.before);
  bind_text(row, 10, change.after);
  bind_text(row, 11, change.counts);
  row.run();
  trim(connection, collection, log, number, aged_at_once);
  return sequence;
}

void keep(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
          const ChangeLog& log) {
  check_bounds(log);
  Query record(connection,
               "INSERT OR REPLACE INTO ps_change_logs (collection, max_changes, max_age) VALUES "
               "(?1, ?2, ?3)");
  record.bind(1, collection.id).bind(2, log.max_changes).bind(3, log.max_age.count()).run();
  if (const auto last = newest(connection, collection.id))
    trim(connection, collection.id, log, last->number, -1);
  else
    append(connection, collection.id, log, {begun}, 0);
  Query(connection, forget_dropped_sql).bind(1, now() - dropped_stay).run();
}

void remove(sqlite::Connection& connection, std::int64_t collection) {
  Query(connection, "DELETE FROM ps_change_logs WHERE collection = ?1").bind(1, collection).run();
  Query(connection, "DELETE FROM ps_changes WHERE collection = ?1").bind(1, collection).run();
}

std::int64_t end_dropped(sqlite::Connection& connection, std::int64_t collection,
                         const ChangeLog& log, std::int64_t transaction) {
  const std::int64_t sequence = append(connection, collection, log, {dropped}, transaction);
  Query(connection, "DELETE FROM ps_change_logs WHERE collection = ?1").bind(1, collection).run();
  Query(connection, forget_dropped_sql).bind(1, now() - dropped_stay).run();
  return sequence;
}

std::optional<Position> newest(sqlite::Connection& connection, std::int64_t collection) {
  Query row(connection,
            "SELECT number, sum FROM ps_changes WHERE collection = ?1 ORDER BY number DESC "
            "LIMIT 1");
  if (!row.bind(1, collection).step()) return std::nullopt;
  return Position{row.integer(0), row.integer(1)};
}

std::optional<std::int64_t> sum_of(sqlite::Connection& connection, std::int64_t collection,
                                   std::int64_t number) {
  Query row(connection, "SELECT sum FROM ps_changes WHERE collection = ?1 AND number = ?2");
  if (!row.bind(1, collection).bind(2, number).step()) return std::nullopt;
  return row.integer(0);
}

std::vector<Entry> read_after(sqlite::Connection& connection, std::int64_t collection,
                              std::int64_t number, std::size_t most_entries,
                              std::size_t most_bytes) {
  static const std::string sql = fmt::format(
      "SELECT number, sum, seq, tx, time, follows, op, id, before, after, counts, {} FROM "
      "ps_changes WHERE collection = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
      "sum IS NOT NULL AND sum = " + sqlite::own_sum("ps_changes"));
  Query rows(connection, sql);
  rows.bind(1, collection).bind(2, number).bind(3, static_cast<std::int64_t>(most_entries));
  std::vector<Entry> entries;
  for (std::size_t bytes = 0; bytes < most_bytes && rows.step();) {
    sqlite::require_sound_own(connection, rows, 11, "ps_changes");
    Entry& entry = entries.emplace_back();
    entry.position = {rows.integer(0), rows.integer(1)};
    entry.sequence = rows.integer(2);
    entry.transaction = rows.integer(3);
    entry.time = rows.integer(4);
    if (!rows.is_null(5)) entry.follows = rows.integer(5);
    entry.op = rows.text(6);
    entry.id = rows.text(7);
    entry.before = rows.text(8);
    entry.after = rows.text(9);
    entry.counts = rows.text(10);
    bytes += entry.before.size() + entry.after.size();
  }
  return entries;
}

std::int64_t count(sqlite::Connection& connection, std::int64_t collection) {
  Query rows(connection, "SELECT count(*) FROM ps_changes WHERE collection = ?1");
  rows.bind(1, collection).step();
  return rows.integer(0);
}

}  // namespace profilestore::changes
