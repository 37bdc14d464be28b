// When documents expire by an index: ps_expiry, and which of them have.
#pragma once

#include <chrono>
#include <cstdint>
#include <profilestore/index.hpp>
#include <string>

#include "catalog/catalog.hpp"
#include "keys/range.hpp"

namespace profilestore::catalog {

/// Throws InvalidInput for an Index::expire_after that MongoDB would refuse: 67 for several paths
/// and for a time out of bounds, 197 for `_id`; 67 for one that normalises.
void check_expiry(const Index& index);

/// Records Index::expire_after, if there is one.
void write_expiry(sqlite::Connection& connection, std::int64_t collection, const IndexEntry& index);

void forget_expiry(sqlite::Connection& connection, std::int64_t collection,
                   const std::string& index);

/// The keys of an index, of documents or of elements of their arrays, by which documents have
/// expired at `now`. REQUIRES: the index has an expire_after.
keys::Ranges expired_keys(const IndexEntry& entry, std::chrono::system_clock::time_point now);

/// What finds the documents that have expired at `now`. MongoDB: those with a date of that time or
/// before, in an array too, which the index covers. REQUIRES: the index has an expire_after.
Document expired_filter(const Index& index, std::chrono::system_clock::time_point now);

}  // namespace profilestore::catalog
