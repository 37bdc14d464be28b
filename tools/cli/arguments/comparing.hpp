// --collation and --hint, which commands with a filter take.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/collation.hpp>
#include <string>

#include "arguments/arguments.hpp"

namespace profilestore::cli {

struct Comparing {
  std::string collation;  ///< as JSON; empty: none
  std::string hint;       ///< empty: none
};

void add_comparing(CLI::App& app, Comparing& comparing);

/// Of any call with a filter. Throws InvalidInput for a collation that is none.
template <class Options>
Options compared(Options options, const Comparing& comparing) {
  if (!comparing.collation.empty())
    options.collation = collation_of(document_of("--collation", comparing.collation));
  options.hint = comparing.hint;
  return options;
}

}  // namespace profilestore::cli
