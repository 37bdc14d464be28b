// The report of an import: its ledger, and the investigation of what was imported.
#pragma once

#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

struct ImportReportRequest {
  std::string path;  ///< F.html or F.json; empty: no report
  bool values = true;
  std::string store;
  std::vector<std::string> files;
};

/// Call before the import: refuses a path that is "-", a source or the store, and tests that it can
/// be written. Otherwise an import could succeed and still exit as failed.
void check_import_report(const ImportReportRequest& request);

/// Call after the import: investigates the sources and writes the report. `told`: what --json
/// prints; `rules`: all rules of the import. If a source can't be read a second time, as standard
/// input can't, the report says so; the import stands.
void write_import_report(const ImportReportRequest& request, const Value& told,
                         const Document& rules, const ImportOptions& options);

}  // namespace profilestore::cli
