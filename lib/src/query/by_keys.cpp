#include "query/by_keys.hpp"

#include <fmt/format.h>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {
namespace {

using document::TimeLimit;
using sqlite::identifier;
using sqlite::Query;

std::string id_column(const catalog::CollectionEntry& collection) {
  return identifier(collection.index_named(catalog::id_index_name)->columns.front());
}

std::int64_t bound_of(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                      const char* function) {
  return connection.number(
      fmt::format("SELECT {}(row) FROM {}", function, identifier(collection.table)));
}

}  // namespace

bool matches_all(const match::Filter& filter) {
  return filter.only_equalities() && filter.equalities().empty();
}

bool each_key(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
              const Plan& plan, const keys::Range& range, bool backwards,
              const std::function<bool(std::int64_t, const keys::Part&)>& take) {
  const Clause condition = keys_in(plan, &range);
  const std::string column = identifier(plan.next_column());
  int parameter = 1;
  Query query(connection, fmt::format("SELECT row, {0} FROM {1} WHERE {2} ORDER BY {0}{3}", column,
                                      identifier(collection.table), condition.text(parameter),
                                      backwards ? " DESC" : ""));
  condition.bind(query, parameter = 1);
  std::optional<keys::Part> before;
  while (query.step()) {
    TimeLimit::look();
    const std::int64_t row = query.integer(0);
    keys::Part key = query.part(1);
    if (before && (backwards ? keys::compare(key, *before) > 0 : keys::compare(key, *before) < 0))
      catalog::refuse_order(collection, row);
    if (!take(row, key)) return false;
    before = std::move(key);
  }
  return true;
}

void each_id(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
             const std::function<void(std::int64_t, const keys::Part&)>& take) {
  Query query(connection, fmt::format("SELECT row, {0} FROM {1} ORDER BY {0}",
                                      id_column(collection), identifier(collection.table)));
  while (query.step()) {
    TimeLimit::look();
    take(query.integer(0), query.part(1));
  }
}

// Counts how many rows lie in each of some thousand equal parts of their numbers, and steps over
// those of one part alone.
std::optional<std::int64_t> row_at(sqlite::Connection& connection,
                                   const catalog::CollectionEntry& collection, std::int64_t skip) {
  constexpr std::uint64_t parts = 1 << 16;
  const auto first = static_cast<std::uint64_t>(bound_of(connection, collection, "min"));
  const auto last = static_cast<std::uint64_t>(bound_of(connection, collection, "max"));
  const std::uint64_t width = (last - first) / parts + 1;
  std::vector<std::int64_t> counts(parts);
  Query rows(connection, fmt::format("SELECT row FROM {} ORDER BY {}", identifier(collection.table),
                                     id_column(collection)));
  while (rows.step()) {
    TimeLimit::look();
    const std::uint64_t part = (static_cast<std::uint64_t>(rows.integer(0)) - first) / width;
    if (part >= parts) catalog::refuse_order(collection, rows.integer(0));
    ++counts[part];
  }
  std::uint64_t part = 0;
  for (; part < parts && counts[part] <= skip; ++part) skip -= counts[part];
  if (part == parts) return std::nullopt;
  Query found(connection, fmt::format("SELECT row FROM {} WHERE row >= ?1 ORDER BY row "
                                      "LIMIT 1 OFFSET ?2",
                                      identifier(collection.table)));
  found.bind(1, static_cast<std::int64_t>(first + part * width)).bind(2, skip);
  if (!found.step()) return std::nullopt;
  return found.integer(0);
}

}  // namespace profilestore::query
