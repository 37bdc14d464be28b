// What an import did, as text and as JSON.
#pragma once

#include <profilestore/import.hpp>
#include <string>

#include "output.hpp"

namespace profilestore::cli {

struct ImportSummary {
  const ImportReport& report;
  std::string store, collection;
  bool indexes = false;  ///< whether those that mongodump tells of were asked for
  bool dry_run = false;
  std::string plan = {};  ///< the file that it was written to
};

/// {"import", "sources", "ledger", …}: what --json prints.
Value described(const ImportReport& report);

/// One line: the id, or that nothing was kept.
std::string where_it_went(const ImportSummary& summary);

void print(const ImportSummary& summary, Output& out);

}  // namespace profilestore::cli
