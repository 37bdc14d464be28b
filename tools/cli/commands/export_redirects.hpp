// export --redirects: writes which document was set aside for which.
#pragma once

#include <profilestore/references.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

/// Writes them to `out`, one per line, and their count to standard error. `csv`: as two columns.
void export_redirects(const Store& store, const std::string& collection, bool csv, Flavour flavour,
                      Output& out);

}  // namespace profilestore::cli
