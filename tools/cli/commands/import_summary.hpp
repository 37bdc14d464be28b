// What an import did, as text and as JSON.
#pragma once

#include <profilestore/import.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

struct ImportSummary {
  const ImportReport& report;
  std::string store, collection;
  bool dry_run = false;
  std::string plan = {};  ///< the file it was written to; empty: no plan
};

/// {"import", "sources", "ledger", …}: what --json prints.
Value described(const ImportReport& report);

/// Whether everything is where it should be: nothing in conflict or quarantine, no source that ends
/// too early, and each unique index of the dump made, if they were asked for.
bool is_clean(const ImportReport& report);

/// [{"name", "why"}, …]
Value described(const std::vector<LeftOutSource>& left_out);

/// One line: the id of the import and its collection, or that nothing was written.
std::string where_it_went(const ImportSummary& summary);

void print(const std::vector<LeftOutSource>& left_out, Output& out);
void print(const ImportSummary& summary, Output& out);

}  // namespace profilestore::cli
