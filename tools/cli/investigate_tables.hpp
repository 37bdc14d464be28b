// The findings of an investigation, as tables for a person.
#pragma once

#include <profilestore/document.hpp>

#include "output.hpp"

namespace profilestore::cli {

/// Prints what profilestore::investigate returned; fits 80 columns.
void print_findings(const Document& findings, Output& out);

}  // namespace profilestore::cli
