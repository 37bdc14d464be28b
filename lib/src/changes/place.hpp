// Where a change stands in the log's table, whose rows are in this order: the collections one after
// the other, of each its changes by number.
#pragma once

#include <algorithm>
#include <cstdint>

namespace profilestore::changes {

// Stored on disk: do not change. So many changes a collection can have, and so many collections.
inline constexpr int number_bits = 40;
inline constexpr std::int64_t most_numbers = std::int64_t{1} << number_bits;
inline constexpr std::int64_t most_collections = std::int64_t{1} << 22;

/// Of numbers that nobody has, which a token may name, the nearest place.
inline constexpr std::int64_t place_of(std::int64_t collection, std::int64_t number) {
  return (std::clamp<std::int64_t>(collection, 0, most_collections) << number_bits) +
         std::clamp<std::int64_t>(number, 0, most_numbers - 1);
}

inline constexpr std::int64_t collection_at(std::int64_t place) { return place >> number_bits; }

inline constexpr std::int64_t number_at(std::int64_t place) { return place & (most_numbers - 1); }

/// No row has it: what keeps the seq of changes that are gone stands for a collection.
inline constexpr std::int64_t no_collection = 0;

}  // namespace profilestore::changes
