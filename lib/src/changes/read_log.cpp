#include <fmt/format.h>

#include "changes/image.hpp"
#include "changes/log.hpp"
#include "changes/place.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::changes {
namespace {

using sqlite::Query;

// Of a collection, whatever its number.
constexpr std::string_view in_collection = "place > ?1 AND place < ?2";

// The sum of the row has been proven, so only a writer that is wrong can have made such a row.
[[noreturn]] void refuse_image(std::int64_t number) {
  throw Corrupt(fmt::format("the change number {} of a log of changes has no whole image; nothing "
                            "was done. To remove the log and keep it anew begins another",
                            number),
                0);
}

std::optional<std::string> after_in(Query& row, const Entry& entry) {
  if (row.is_null(12)) return std::string(row.text(9));
  return image_of(entry.before, row.integer(12), row.integer(13), row.text(9));
}

// Behind the last place that it can have.
std::int64_t end_of(std::int64_t collection) { return place_of(collection, most_numbers - 1) + 1; }

Query& bind_collection(Query& query, std::int64_t collection) {
  return query.bind(1, place_of(collection, 0)).bind(2, end_of(collection));
}

}  // namespace

std::optional<Position> newest(sqlite::Connection& connection, std::int64_t collection) {
  static const std::string sql = fmt::format(
      "SELECT place, sum FROM ps_changes WHERE {} ORDER BY place DESC LIMIT 1", in_collection);
  Query row(connection, sql);
  if (!bind_collection(row, collection).step()) return std::nullopt;
  return Position{number_at(row.integer(0)), row.integer(1)};
}

std::optional<std::int64_t> sum_at(sqlite::Connection& connection, std::int64_t collection,
                                   std::int64_t number) {
  Query row(connection, "SELECT sum FROM ps_changes WHERE place = ?1");
  if (!row.bind(1, place_of(collection, number)).step()) return std::nullopt;
  return row.integer(0);
}

std::optional<std::string> dropped_name(sqlite::Connection& connection, std::int64_t collection) {
  static const std::string sql =
      fmt::format("SELECT op, id, {} FROM ps_changes WHERE {} ORDER BY place DESC LIMIT 1",
                  sqlite::own_row_is_sound("ps_changes"), in_collection);
  Query row(connection, sql);
  if (!bind_collection(row, collection).step() || row.text(0) != dropped) return std::nullopt;
  if (row.integer(2) == 0 || row.is_null(1)) return "";
  return Value::parse(row.text(1)).get<std::string>();
}

std::vector<Entry> read_after(sqlite::Connection& connection, std::int64_t collection,
                              std::int64_t number, std::size_t most_entries,
                              std::size_t most_bytes) {
  static const std::string sql = fmt::format(
      "SELECT number, sum, seq, tx, time, follows, op, id, before, after, counts, {}, head, tail "
      "FROM ps_changes WHERE {} AND collection = ?3 ORDER BY place LIMIT ?4",
      "sum IS NOT NULL AND sum = " + sqlite::own_sum("ps_changes"), in_collection);
  Query rows(connection, sql);
  rows.bind(1, place_of(collection, number)).bind(2, end_of(collection));
  rows.bind(3, collection).bind(4, static_cast<std::int64_t>(most_entries));
  std::vector<Entry> entries;
  for (std::size_t bytes = 0; bytes < most_bytes && rows.step();) {
    if (!entries.empty() && rows.integer(11) == 0) break;  // the next call says so
    sqlite::require_sound_own(connection, rows, 11, "ps_changes");
    Entry entry;
    entry.position = {rows.integer(0), rows.integer(1)};
    entry.sequence = rows.integer(2);
    entry.transaction = rows.integer(3);
    entry.time = rows.integer(4);
    if (!rows.is_null(5)) entry.follows = rows.integer(5);
    entry.op = rows.text(6);
    entry.id = rows.text(7);
    entry.before = rows.text(8);
    auto after = after_in(rows, entry);
    if (!after && !entries.empty()) break;
    if (!after) refuse_image(entry.position.number);
    entry.after = *std::move(after);
    entry.counts = rows.text(10);
    bytes += entry.before.size() + entry.after.size();
    entries.push_back(std::move(entry));
  }
  return entries;
}

// Their numbers have no gaps, and the rows are as long as their images.
std::int64_t count(sqlite::Connection& connection, std::int64_t collection) {
  Query ends(connection, fmt::format("SELECT (SELECT max(place) FROM ps_changes WHERE {0}) - "
                                     "(SELECT min(place) FROM ps_changes WHERE {0}) + 1",
                                     in_collection));
  bind_collection(ends, collection).step();
  return ends.is_null(0) ? 0 : ends.integer(0);
}

}  // namespace profilestore::changes
