// The counts of an import, as the store records them.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/import.hpp>

namespace profilestore::history {

Value json_of(const Ledger& ledger);

}  // namespace profilestore::history
