// What of a store decides what an import does, as digests that a plan is bound to.
#pragma once

#include <profilestore/document.hpp>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::importing {

/// {"documents", "indexes", "validator", "imports", "decisions"}: a SHA-256 each. `collection` may
/// be null: there is none.
Value state_of(sqlite::Connection& connection, const catalog::CollectionEntry* collection);

}  // namespace profilestore::importing
