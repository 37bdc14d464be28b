// --normalise: which texts are one key.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/normalise.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// Declares --normalise. `help` says whose keys, and ends before the list of steps.
void add_normalise(CLI::App& app, std::vector<std::string>& arguments, const std::string& help);

/// Of "email=trim,case", or "email" for every path; given several times, all of it. A path may be
/// led by the collection, as in "users:email=email". Throws InvalidInput that names the step, or
/// the form, that is wrong.
Normalise normalise_of(const std::vector<std::string>& arguments, const std::string& collection);

}  // namespace profilestore::cli
