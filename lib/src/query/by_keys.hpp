// What the keys of an index tell of rows, without their documents: an index is a tenth of a
// collection, or less.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "keys/range.hpp"
#include "match/filter.hpp"
#include "query/plan.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::query {

/// Whether every document matches.
bool matches_all(const match::Filter& filter);

/// Calls `take` for each row and its key at the plan's next path, in the order of the index, or
/// backwards, until it returns false; then false. Throws Corrupt if the keys are out of order.
/// REQUIRES: plan.sorted; nothing is pinned.
bool each_key(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
              const Plan& plan, const keys::Range& range, bool backwards,
              const std::function<bool(std::int64_t, const keys::Part&)>& take);

/// Calls `take` for each row and the key of its `_id`, in the order of the keys.
void each_id(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
             const std::function<void(std::int64_t, const keys::Part&)>& take);

/// The row with `skip` others before it, in natural order; nothing: there are no more. Memory: as
/// much for many as for few.
std::optional<std::int64_t> row_at(sqlite::Connection& connection,
                                   const catalog::CollectionEntry& collection, std::int64_t skip);

/// From this many on it is quicker to count them first than to step over them.
inline constexpr std::int64_t long_skip = 4096;

}  // namespace profilestore::query
