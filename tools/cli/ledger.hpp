// The ledger of an import as the program tells it.
#pragma once

#include <profilestore/import.hpp>

namespace profilestore::cli {

/// {"read": …, "inserted": …, …}
Value json_of(const Ledger& ledger);

}  // namespace profilestore::cli
