#include "catalog/expiry.hpp"

#include <algorithm>
#include <limits>
#include <profilestore/error.hpp>

#include "sqlite/query.hpp"

namespace profilestore::catalog {
namespace {

using sqlite::Query;

constexpr std::int64_t most_seconds = std::numeric_limits<std::int32_t>::max();

}  // namespace

void check_expiry(const Index& index) {
  if (!index.expire_after) return;
  const std::int64_t seconds = index.expire_after->count();
  if (std::ranges::find(index.paths, "_id") != index.paths.end())
    throw InvalidInput(197,
                       "the index on _id takes no expireAfterSeconds: no _id is a date of when "
                       "its document was used last");
  if (index.paths.size() != 1)
    throw InvalidInput(67,
                       "an index with expireAfterSeconds has one path: which of several dates "
                       "were to count? Make another index for it");
  if (seconds < 0 || seconds > most_seconds)
    throw InvalidInput(67, "expireAfterSeconds must be between 0 and 2147483647");
  if (!index.normalise.empty())
    throw InvalidInput(67, "an index with expireAfterSeconds is of dates: it takes no normalise");
}

void write_expiry(sqlite::Connection& connection, std::int64_t collection,
                  const IndexEntry& index) {
  const auto& after = index.index.rule().expire_after;
  if (!after) return;
  Query record(connection, "INSERT INTO ps_expiry (collection, name, seconds) VALUES (?1, ?2, ?3)");
  record.bind(1, collection).bind(2, index.name()).bind(3, std::int64_t{after->count()}).run();
}

void forget_expiry(sqlite::Connection& connection, std::int64_t collection,
                   const std::string& index) {
  Query record(connection, "DELETE FROM ps_expiry WHERE collection = ?1 AND name = ?2");
  record.bind(1, collection).bind(2, index).run();
}

keys::Ranges expired_keys(const IndexEntry& entry, std::chrono::system_clock::time_point now) {
  return keys::ranges_of(document::Relation::less_or_equal,
                         bson::date(now - entry.index.rule().expire_after.value()), entry.index)
      .value();
}

Document expired_filter(const Index& index, std::chrono::system_clock::time_point now) {
  const Document due{{index.paths[0], {{"$lte", bson::date(now - index.expire_after.value())}}}};
  if (index.where.empty()) return due;
  return {{"$and", Value::array({index.where, due})}};
}

}  // namespace profilestore::catalog
