// What indexes are called, and which of them are the same one.
#pragma once

#include "catalog/catalog.hpp"

namespace profilestore::catalog {

/// Whether two indexes differ in their names at most. MongoDB: over the same paths there may be a
/// plain one, a unique one, a sparse one, and one for each collation and each condition.
bool same_but_for_name(const Index& a, const Index& b);

/// `index` with a name, if it has none: that of the same index, if the collection has it; else the
/// one that MongoDB would give it or, if another index has that, `email_1_unique` and so on.
Index with_free_name(const CollectionEntry& collection, Index index);

}  // namespace profilestore::catalog
