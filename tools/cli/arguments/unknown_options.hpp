// Options that a command does not have: named first, with the one that was probably meant.
#pragma once

#include <CLI/CLI.hpp>

namespace profilestore::cli {

/// Throws InvalidInput that names the first option that the command does not have. Before parsing:
/// the parser names what is missing first, which is often what a mistyped option was meant to be.
void check_options(const CLI::App& program, int argc, char** argv);

}  // namespace profilestore::cli
