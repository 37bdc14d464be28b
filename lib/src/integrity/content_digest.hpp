// The digest of a collection's documents, by a connection that is at some moment of the store.
#pragma once

#include <string>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::integrity {

/// See profilestore::content_digest. `collection` may be null: there is none.
std::string content_digest(sqlite::Connection& connection,
                           const catalog::CollectionEntry* collection);

}  // namespace profilestore::integrity
