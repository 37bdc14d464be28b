// export --archive and --quarantine: what imports have set aside.
#pragma once

#include <profilestore/set_aside.hpp>
#include <string>

#include "output.hpp"

namespace profilestore::cli {

struct AsideArguments {
  bool archive = false, quarantine = false, reasons = false;
  bool csv = false;  ///< only lines of CSV that are no document, below the line of their columns
  std::string import_id = {};
};

/// Writes them to `out`, a line each, and says on standard error how many. Throws InvalidInput for
/// an import that is not there, and for lines of CSV below different columns.
void export_aside(const Store& store, const std::string& collection,
                  const AsideArguments& arguments, Flavour flavour, Output& out);

}  // namespace profilestore::cli
