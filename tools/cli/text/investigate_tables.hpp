// The findings of an investigation, as tables for a terminal.
#pragma once

#include <profilestore/document.hpp>

#include "text/output.hpp"

namespace profilestore::cli {

/// Prints what profilestore::investigate returned; fits 80 columns.
void print_findings(const Document& findings, Output& out);

}  // namespace profilestore::cli
