// How the record of an import names the index that it made.
#pragma once

#include <profilestore/index.hpp>

namespace profilestore::importing {

/// {"name", "key", "missing", "where"?, "collation"?}: the same for the same index, and no other.
Value description_of(const Index& rule);

}  // namespace profilestore::importing
