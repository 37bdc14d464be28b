// What an import did, as text and as JSON.
#pragma once

#include <profilestore/import.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

struct ImportSummary {
  const ImportReport& report;
  std::string store, collection;
  bool indexes = false;  ///< whether --indexes was given
  bool dry_run = false;
  std::string plan = {};  ///< the file it was written to; empty: no plan
};

/// {"import", "sources", "ledger", …}: what --json prints.
Value described(const ImportReport& report);

/// One line: the id of the import and its collection, or that nothing was written.
std::string where_it_went(const ImportSummary& summary);

/// Whether everything that the sources should hold went into the collection or its archive: nothing
/// is in quarantine, and no source ends too early.
bool is_clean(const ImportReport& report);

void print(const ImportSummary& summary, Output& out);

}  // namespace profilestore::cli
