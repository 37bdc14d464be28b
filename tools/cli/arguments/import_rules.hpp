// The rules of an import: as arguments, and in what it prints.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/import.hpp>
#include <profilestore/make_unique.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

struct RulesArguments {
  std::string keep, on_existing, file;
  std::vector<std::string> merge, identity;

  bool any() const {
    return !keep.empty() || !on_existing.empty() || !file.empty() || !merge.empty() ||
           !identity.empty();
  }
};

/// --keep, --merge, --identity, --on-existing, --rules
void add_rules(CLI::App& app, RulesArguments& arguments);

/// --keep, --merge, --identity and --rules, of index create.
void add_rules_of_index(CLI::App& app, RulesArguments& arguments);

/// Throws InvalidInput for a file of rules that can't be read or is not valid.
void set_rules(const RulesArguments& arguments, ImportOptions& options);
void set_rules(const RulesArguments& arguments, MakeUniqueOptions& options);

/// Adds "rules" and "rulesSha256", unless the rules are the defaults.
void add_rules(const ImportReport& report, Value& json);

/// The same as text; empty if the rules are the defaults.
std::string text_of_rules(const ImportReport& report);

}  // namespace profilestore::cli
