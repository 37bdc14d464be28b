// export --archive and --quarantine: writes what imports set aside.
#pragma once

#include <profilestore/set_aside.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

struct AsideArguments {
  bool archive = false, quarantine = false, reasons = false;
  bool csv = false;  ///< only CSV lines that are not valid documents, below their header
  std::string import_id = {}, source = {};
};

/// Writes them to `out`, one per line, and their count to standard error. Throws InvalidInput for
/// an unknown import or source, and for CSV lines whose headers differ.
void export_aside(const Store& store, const std::string& collection,
                  const AsideArguments& arguments, Flavour flavour, Output& out);

}  // namespace profilestore::cli
