// The digest of a collection's documents, by a connection that is at some moment of the store.
#pragma once

#include <string>

#include "sqlite/connection.hpp"
#include "store/catalog.hpp"

namespace profilestore::store {

/// See profilestore::content_digest. `collection` may be null: there is none.
std::string content_digest(sqlite::Connection& connection, const CollectionEntry* collection);

}  // namespace profilestore::store
