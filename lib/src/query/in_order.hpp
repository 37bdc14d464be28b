// The rows of a sorted find.
#pragma once

#include <cstdint>
#include <vector>

#include "query/reading.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::query {

/// The rows of the matches, in the order of the window, which sorts by a path. Where an index has
/// that order, it is read until the window is full; else all matches are read and sorted. Memory:
/// the row and the sort key of each match, or of twice as many as the window shows.
std::vector<std::int64_t> rows_in_order(sqlite::Connection& connection,
                                        const catalog::CollectionEntry& collection,
                                        const match::Filter& filter, const Window& window);

}  // namespace profilestore::query
