// Keys under a collation depend on ICU's weights, which change with its version.
#pragma once

#include <string>

#include "store/write_transaction.hpp"

namespace profilestore::store {

/// Whether an index has keys of other weights than this machine's.
bool has_stale_collations(sqlite::Connection& connection);

/// Makes such indexes anew. Throws as create_index does: by other weights two strings may be equal
/// that were not.
void renew_stale_collations(WriteTransaction& write, const std::string& database);

}  // namespace profilestore::store
