// The library's ledger as plain counts; for the sources of this room alone.
#pragma once

#include <profilestore/import_report.hpp>

#include "access/export/plan.hpp"

namespace profiles::access {

LedgerFacts ledger_of(const profilestore::Ledger& ledger);

}  // namespace profiles::access
