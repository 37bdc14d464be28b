// How the record of an import names the index that it made.
#pragma once

#include <profilestore/index.hpp>

#include "catalog/catalog.hpp"
#include "history/record.hpp"

namespace profilestore::history {

/// {"name", "key", "missing", "where"?, "collation"?, "normalise"?}: the same for the same index,
/// and no other.
Value description_of(const Index& rule);

/// The index that it is the description of.
Index index_of(const Value& description);

/// The index that the import made, if the collection still has it; another of its name is not it.
/// REQUIRES: it made one.
const catalog::IndexEntry* created_index(const catalog::CollectionEntry& collection,
                                         const Record& record);

}  // namespace profilestore::history
