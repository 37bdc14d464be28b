// Unique indexes on collections that may hold documents.
#pragma once

#include <string>

#include "store/core.hpp"

namespace profilestore::store {

/// Adds `index` to the collection, keys of its documents and all; a no-op if it is there. Throws as
/// Collection::create_index does; the turn must then not be committed.
void create_index(Turn& turn, const std::string& database, const std::string& collection,
                  const UniqueIndex& index);

/// Fills the columns of `index` from the documents.
void fill_keys(sqlite::Connection& connection, const CollectionEntry& collection,
               const IndexEntry& index);

}  // namespace profilestore::store
