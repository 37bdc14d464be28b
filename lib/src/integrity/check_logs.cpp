#include "integrity/check_logs.hpp"

#include <fmt/format.h>

#include <optional>
#include <profilestore/error.hpp>

#include "changes/place.hpp"
#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::Query;

constexpr auto changes_sql =
    "SELECT change.place, change.follows, change.sum, coalesce(collection.name, 'number ' || "
    "(change.place >> 40) || ', which was dropped') FROM ps_changes AS change LEFT JOIN "
    "ps_collections AS collection ON collection.id = change.place >> 40 WHERE change.place >= ?1 "
    "ORDER BY change.place";

constexpr auto without_sql =
    "SELECT collection.name FROM ps_change_logs AS log JOIN ps_collections AS collection ON "
    "collection.id = log.collection WHERE NOT EXISTS (SELECT 1 FROM ps_changes AS change WHERE "
    "change.place > log.collection << 40 AND change.place < (log.collection + 1) << 40) ORDER BY "
    "collection.name";

std::string missing(std::int64_t from, std::int64_t to) {
  return from == to ? fmt::format("lacks the change number {}", from)
                    : fmt::format("lacks the changes number {} to {}", from, to);
}

// The first change that a log has may follow one that was removed since it was too old.
void walk(sqlite::Connection& connection, std::vector<std::string>& faults) {
  Query rows(connection, changes_sql);
  rows.bind(1, changes::place_of(changes::no_collection + 1, 0));
  std::int64_t last = 0;
  std::optional<std::int64_t> sum;
  for (; rows.step(); last = rows.integer(0), sum = rows.integer(2)) {
    const std::int64_t place = rows.integer(0);
    if (changes::collection_at(place) != changes::collection_at(last)) continue;
    const std::int64_t number = changes::number_at(place);
    if (place != last + 1)
      faults.push_back(fmt::format("collection {}: the log of changes {}", rows.text(3),
                                   missing(changes::number_at(last) + 1, number - 1)));
    else if (rows.is_null(1) || rows.integer(1) != sum)
      faults.push_back(
          fmt::format("collection {}: the change number {} of the log of changes does "
                      "not follow the number {}, but another",
                      rows.text(3), number, number - 1));
  }
}

}  // namespace

std::vector<std::string> faults_of_logs(sqlite::Connection& connection) {
  std::vector<std::string> faults;
  try {
    walk(connection, faults);
    Query without(connection, without_sql);
    while (without.step())
      faults.push_back(fmt::format("collection {}: it keeps a log of changes, but there is none",
                                   without.text(0)));
  } catch (const StorageFailure& failed) {
    faults.push_back(fmt::format("the logs of changes: {}", failed.what()));
  }
  return faults;
}

}  // namespace profilestore::integrity
