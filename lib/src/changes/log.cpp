#include "changes/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <profilestore/error.hpp>

#include "changes/image.hpp"
#include "changes/place.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::changes {
namespace {

using sqlite::Query;

constexpr std::int64_t most_changes = 1'000'000'000;
constexpr std::int64_t longest_age = 100LL * 366 * 24 * 3600;  // seconds
constexpr std::int64_t dropped_stay = 24 * 3600 * 1000;        // milliseconds
constexpr std::int64_t trimmed_at_once = 64, aged_step = 16, looked_at = 16, aged_at_once = 256;
constexpr auto longest_trimming = std::chrono::milliseconds(20);

// What ps_changes.op has of the row of no_collection: its seq is the greatest of the changes that
// are gone, its head the greatest id of the collections that are. Stored on disk: do not change.
constexpr std::string_view last_seq = "last";

// The newest change of the last collection before a place, and the last place of those before it.
constexpr auto last_sql =
    "SELECT place, seq, sum, time, (SELECT max(place) FROM ps_changes WHERE place < "
    "(last.place >> 40) << 40) FROM ps_changes AS last WHERE place <= ?1 ORDER BY place DESC "
    "LIMIT 1";

constexpr auto trim_sql = "DELETE FROM ps_changes WHERE place BETWEEN ?1 AND ?2";

// Some at a time. With one goes what was written before it, where a clock was set back: a log has
// no gaps.
constexpr auto trim_aged_sql =
    "DELETE FROM ps_changes WHERE place BETWEEN ?1 AND (SELECT max(place) FROM (SELECT place, time "
    "FROM ps_changes WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?4) WHERE time < ?3)";

// Whether one of the oldest is too old.
constexpr auto has_aged_sql =
    "SELECT count(*) FROM (SELECT time FROM ps_changes WHERE place BETWEEN ?1 AND ?2 ORDER BY "
    "place LIMIT ?4) WHERE time < ?3";

constexpr auto long_dropped_sql =
    "SELECT collection FROM ps_changes WHERE op = 'drop' AND time < ?1 ORDER BY collection";

/// Where a change comes to stand.
struct Written {
  std::int64_t sequence, collection, number, transaction, time;
  std::optional<std::int64_t> follows = {};
};

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

void bind_text(Query& query, int parameter, std::string_view text) {
  if (!text.empty()) query.bind(parameter, text);
}

// The sum is made here, not when the transaction ends: sealing would look for the row in the whole
// log.
const std::string& insert_sql() {
  static const std::string sql = [] {
    std::string sum = sqlite::own_sum("ps_changes");
    int parameter = 1;
    for (const std::string_view column :
         {"seq", "collection", "number", "tx", "time", "follows", "op", "id", "before", "after",
          "counts", "head", "tail"}) {
      const std::string quoted = fmt::format("\"{}\"", column);
      sum.replace(sum.find(quoted), quoted.size(), fmt::format("?{}", ++parameter));
    }
    return fmt::format(
        "INSERT INTO ps_changes (place, seq, collection, number, tx, time, follows, op, id, "
        "before, after, counts, head, tail, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, {})",
        sum);
  }();
  return sql;
}

/// What the log has so far.
struct Last {
  std::int64_t sequence = 0;  ///< of the store
  // Of the collection; 0, or nothing: it has no change.
  std::int64_t number = 0, time = 0;
  std::optional<std::int64_t> sum = {};
};

// The greatest seq is that of some collection's newest change, of which few keep a log.
Last last_of(sqlite::Connection& connection, std::int64_t collection) {
  Last last;
  Query row(connection, last_sql);
  for (std::int64_t place = std::numeric_limits<std::int64_t>::max(); row.bind(1, place).step();) {
    last.sequence = std::max(last.sequence, row.integer(1));
    if (collection_at(row.integer(0)) == collection) {
      last.number = number_at(row.integer(0));
      if (!row.is_null(2)) last.sum = row.integer(2);
      last.time = row.integer(3);
    }
    if (row.is_null(4)) break;
    place = row.integer(4);
    row.reset();
  }
  return last;
}

void write(sqlite::Connection& connection, const Written& written, const Change& change) {
  std::optional<Rest> rest;
  if (!change.before.empty() && !change.after.empty()) rest = rest_of(change.before, change.after);
  Query row(connection, insert_sql());
  row.bind(1, place_of(written.collection, written.number)).bind(2, written.sequence);
  row.bind(3, written.collection).bind(4, written.number);
  row.bind(5, written.transaction).bind(6, written.time);
  if (written.follows) row.bind(7, *written.follows);
  row.bind(8, change.op);
  bind_text(row, 9, change.id);
  bind_text(row, 10, change.before);
  bind_text(row, 12, change.counts);
  if (rest) {
    row.bind(11, rest->text);
    row.bind(13, static_cast<std::int64_t>(rest->head));
    row.bind(14, static_cast<std::int64_t>(rest->tail));
  } else {
    bind_text(row, 11, change.after);
  }
  row.run();
}

void remove_up_to(sqlite::Connection& connection, std::int64_t collection, std::int64_t number) {
  Query(connection, trim_sql)
      .bind(1, place_of(collection, 0))
      .bind(2, place_of(collection, number))
      .run();
}

/// For how long the changes that are too old are removed.
enum class Trimming { all, bounded };

// Of the oldest changes those that are too old; the newest never.
void remove_aged(sqlite::Connection& connection, std::int64_t collection, const ChangeLog& log,
                 std::int64_t newest, Trimming trimming) {
  if (log.max_age.count() == 0) return;
  const auto bound = [&](Query& query, std::int64_t oldest) -> Query& {
    query.bind(1, place_of(collection, 0)).bind(2, place_of(collection, newest - 1));
    return query.bind(3, now() - log.max_age.count() * 1000).bind(4, oldest);
  };
  if (trimming == Trimming::all) {
    Query removal(connection, trim_aged_sql);
    bound(removal, -1).run();
    return;
  }
  const auto end = std::chrono::steady_clock::now() + longest_trimming;
  do {
    Query aged(connection, has_aged_sql);
    bound(aged, looked_at).step();
    if (aged.integer(0) == 0) return;
    aged.reset();
    Query removal(connection, trim_aged_sql);
    bound(removal, aged_at_once).run();
  } while (std::chrono::steady_clock::now() < end);
}

// To remove one with each write would touch the oldest pages each time, so many go at once; of a
// short log, one. The log is longer by a few than its bound meanwhile.
void trim(sqlite::Connection& connection, const Written& written, const ChangeLog& log,
          std::int64_t time_before) {
  const std::int64_t step = std::clamp<std::int64_t>(log.max_changes / 64, 1, trimmed_at_once);
  if (written.number > log.max_changes && written.number % step == 0)
    remove_up_to(connection, written.collection, written.number - log.max_changes);
  // Changes that come seldom wait for no other.
  if (written.number % aged_step == 0 ||
      written.time - time_before > log.max_age.count() * 1000 / 64)
    remove_aged(connection, written.collection, log, written.number, Trimming::bounded);
}

// No seq that was used once comes again, nor an id.
struct Gone {
  std::int64_t sequence = 0, collection = 0;
};

Gone gone_of(sqlite::Connection& connection) {
  Query row(connection, "SELECT seq, coalesce(head, 0) FROM ps_changes WHERE place = ?1");
  if (!row.bind(1, place_of(no_collection, 1)).step()) return {};
  return {row.integer(0), row.integer(1)};
}

void keep_gone(sqlite::Connection& connection, const Gone& gone) {
  remove_up_to(connection, no_collection, most_numbers);
  Query row(connection, insert_sql());
  row.bind(1, place_of(no_collection, 1)).bind(2, gone.sequence);
  row.bind(3, no_collection).bind(4, std::int64_t{1}).bind(5, gone.sequence).bind(6, now());
  row.bind(8, last_seq);
  if (gone.collection > 0) row.bind(13, gone.collection);
  row.run();
}

// All changes of a collection.
void remove_all(sqlite::Connection& connection, std::int64_t collection) {
  const std::int64_t sequence = last_of(connection, collection).sequence;
  remove_up_to(connection, collection, most_numbers);
  if (last_of(connection, no_collection).sequence >= sequence) return;
  keep_gone(connection, {sequence, gone_of(connection).collection});
}

void forget_dropped(sqlite::Connection& connection) {
  std::vector<std::int64_t> gone;
  {
    Query rows(connection, long_dropped_sql);
    rows.bind(1, now() - dropped_stay);
    while (rows.step()) gone.push_back(rows.integer(0));
  }
  for (const std::int64_t collection : gone) remove_all(connection, collection);
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
  const Last last = last_of(connection, collection);
  const std::int64_t sequence = last.sequence + 1;
  const Written written{sequence,        collection,
                        last.number + 1, transaction == 0 ? sequence : transaction,
                        now(),           last.sum};
  write(connection, written, change);
  trim(connection, written, log, last.time);
  return sequence;
}

void keep(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
          const ChangeLog& log) {
  check_bounds(log);
  Query record(connection,
               "INSERT OR REPLACE INTO ps_change_logs (collection, max_changes, max_age) VALUES "
               "(?1, ?2, ?3)");
  record.bind(1, collection.id).bind(2, log.max_changes).bind(3, log.max_age.count()).run();
  if (const auto last = newest(connection, collection.id)) {
    remove_up_to(connection, collection.id, last->number - log.max_changes);
    remove_aged(connection, collection.id, log, last->number, Trimming::all);
  } else {
    append(connection, collection.id, log, {begun}, 0);
  }
  forget_dropped(connection);
}

void remove(sqlite::Connection& connection, std::int64_t collection) {
  Query(connection, "DELETE FROM ps_change_logs WHERE collection = ?1").bind(1, collection).run();
  remove_all(connection, collection);
}

std::int64_t end_dropped(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                         std::int64_t transaction) {
  const std::string name = Value(collection.name).dump();
  const std::int64_t sequence =
      append(connection, collection.id, *collection.change_log, {dropped, name}, transaction);
  Query(connection, "DELETE FROM ps_change_logs WHERE collection = ?1")
      .bind(1, collection.id)
      .run();
  forget_dropped(connection);
  return sequence;
}

void keep_dropped(sqlite::Connection& connection, std::int64_t collection) {
  const Gone gone = gone_of(connection);
  if (gone.collection < collection) keep_gone(connection, {gone.sequence, collection});
}

}  // namespace profilestore::changes
