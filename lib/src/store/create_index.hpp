// Indexes on collections that may hold documents.
#pragma once

#include <string>

#include "store/core.hpp"

namespace profilestore::store {

/// Adds `index` to the collection, keys of its documents and all, and returns its name; a no-op if
/// it is there. Throws as Collection::create_index does; the turn must then not be committed.
std::string create_index(Turn& turn, const std::string& database, const std::string& collection,
                         const Index& index);

/// Throws as Collection::drop_index does.
void drop_index(Turn& turn, const std::string& collection, std::string_view index);

/// Fills the columns of `index`, and its elements, from the documents.
void fill_keys(sqlite::Connection& connection, const CollectionEntry& collection,
               const IndexEntry& index);

}  // namespace profilestore::store
