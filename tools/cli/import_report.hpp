// The report of an import: its ledger, and the investigation of what was imported.
#pragma once

#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

struct ImportReportRequest {
  std::string path;  ///< F.html or F.json; empty: no report is asked for
  bool values = true;
  std::string store;
  std::vector<std::string> files;
};

/// Before the import: refuses a name that is none, or that of a source or the store, and tries to
/// write it. An import whose report can't be written would be done, and look failed.
void check_import_report(const ImportReportRequest& request);

/// After it: investigates the sources and writes the report. `told`: what --json prints; `rules`:
/// all those of the import. What can't
/// be read a second time, as the standard input, is said in the report; the import stands.
void write_import_report(const ImportReportRequest& request, const Value& told,
                         const Document& rules, const ImportOptions& options);

}  // namespace profilestore::cli
