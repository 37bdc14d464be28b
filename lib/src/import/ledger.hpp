// The counts of an import.
#pragma once

#include <profilestore/import.hpp>

#include "import/part.hpp"

namespace profilestore::importing {

/// Of a planned stage.
Ledger ledger_of(const Stage& stage);

Value json_of(const Ledger& ledger);

}  // namespace profilestore::importing
