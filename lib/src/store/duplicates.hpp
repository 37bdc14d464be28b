// Which documents share a key of an index that SQLite does not hold unique yet.
#pragma once

#include <functional>
#include <profilestore/duplicates.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"
#include "store/create_index.hpp"

namespace profilestore::store {

/// Several rows of one key, in their order.
using SharedKey = std::function<void(const keys::Key& key, const std::vector<std::int64_t>& rows)>;

/// Calls `visit` for every key that several rows have, in SQLite's order of keys.
/// REQUIRES: the keys are filled in.
void each_shared_key(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const catalog::IndexEntry& index, const SharedKey& visit);

/// Throws the DuplicateKeys of `index`. What it keeps in memory does not grow with the collection,
/// but for the rows of one key. REQUIRES: two rows share a key.
[[noreturn]] void raise_duplicates(sqlite::Connection& connection, const std::string& database,
                                   const catalog::CollectionEntry& collection,
                                   const catalog::IndexEntry& index, const Filled& filled);

}  // namespace profilestore::store
