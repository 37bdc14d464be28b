// The users beside an import as arguments, and in its report.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/import.hpp>
#include <string>

namespace profilestore::cli {

/// --users, --users-key, --users-type
void add_users(CLI::App& app, UserLookup& users);

/// Adds "users", if any were asked for.
void add_users(const ImportReport& report, Value& json);

/// Some lines; empty if none were asked for.
std::string text_of_users(const ImportReport& report);

}  // namespace profilestore::cli
