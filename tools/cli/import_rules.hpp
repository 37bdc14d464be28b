// The rules of an import as arguments, and in its report.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

struct RulesArguments {
  std::string keep, on_existing, file;
  std::vector<std::string> merge, identity;
};

/// --keep, --merge, --identity, --on-existing, --rules
void add_rules(CLI::App& app, RulesArguments& arguments);

/// Throws InvalidInput for a file of rules that is none, StorageFailure if it can't be read.
void set_rules(const RulesArguments& arguments, ImportOptions& options);

/// Adds "rules" and "rulesSha256", if they are not the usual ones.
void add_rules(const ImportReport& report, Value& json);

/// One line; empty if they are the usual ones.
std::string text_of_rules(const ImportReport& report);

}  // namespace profilestore::cli
