// All collections of a dump at once.
#pragma once

#include <QString>
#include <vector>

#include "access/export/plan.hpp"

namespace profiles::access {

/// What became of one of them.
struct DumpedImport {
  QString collection, id;  ///< id: the number of its import
  LedgerFacts ledger;
};

/// Which database the setup's collection is of; empty: the dump does not tell.
QString database_of(const ImportSetup& setup);

/// Imports every collection of the setup's database under its name, all or nothing: that of the
/// setup as the setup says, of the others the documents with one `_id` as one. Their indexes are
/// not made. REQUIRES: the setup's collection bears the name that it has in the dump.
std::vector<DumpedImport> import_whole_dump(const ImportSetup& setup, const Control& control);

}  // namespace profiles::access
