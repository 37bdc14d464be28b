// The users that an import looks up: as arguments, and in what it prints.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/import.hpp>
#include <string>

namespace profilestore::cli {

/// --users, --users-key, --users-type
void add_users(CLI::App& app, UserLookup& users);

/// Adds "users", if --users was given.
void add_users(const ImportReport& report, Value& json);

/// The same as text; empty if --users was not given.
std::string text_of_users(const ImportReport& report);

}  // namespace profilestore::cli
