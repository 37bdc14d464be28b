// The ledger of an import as JSON.
#pragma once

#include <profilestore/import.hpp>

namespace profilestore::cli {

/// {"read": …, "inserted": …, …}
Value json_of(const Ledger& ledger);

}  // namespace profilestore::cli
