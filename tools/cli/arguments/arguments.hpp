// Arguments that several commands share: their declarations, and how their text is parsed.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "text/output.hpp"

namespace profilestore::cli {

/// --store S, --collection C: required.
void add_store(CLI::App& app, std::string& store);
void add_collection(CLI::App& app, std::string& collection);

/// --json: main.cpp looks at it too, to print errors as JSON.
void add_json(CLI::App& app, bool& json, const char* help);

/// --json of a command whose results are JSON anyway: it makes errors JSON too.
void add_json_errors(CLI::App& app);

/// --canonical
void add_canonical(CLI::App& app, Flavour& flavour);

/// --projection JSON
void add_projection(CLI::App& app, std::string& projection);

/// --unique PATHS, repeatable.
void add_unique(CLI::App& app, std::vector<std::string>& unique, const char* help);

/// Parses Extended JSON given for `option`. Throws InvalidInput that names the option.
Document document_of(std::string_view option, const std::string& text);

/// Parses "a,b.c", given for `option`, as paths. Throws InvalidInput for an empty path.
Paths paths_of(std::string_view option, const std::string& text);

/// Opens a store that must exist: reading never creates one.
Store open_existing(const std::string& path, const StoreOptions& options = {});
Store open_or_create(const std::string& path);

/// The same, for a command that writes nothing: it leaves nothing behind either.
Store open_to_read(const std::string& path);

/// One that lacks writes it had, too: see StoreOptions::accept_rollback.
Store open_accepting(const std::string& path);

bool has_collection(const Store& store, const std::string& name);

/// "s.db has no collection users; it has accounts, orders"
std::string no_collection(const Store& store, const std::string& path, const std::string& name);

/// Throws InvalidInput if `path`, which `option` writes, is the store or a file that SQLite keeps
/// beside it. An empty `store` passes.
void refuse_file_of_store(std::string_view option, const std::string& path,
                          const std::string& store);

/// The same for an option whose file comes in addition to standard output: `path` may be neither
/// "-" nor one of the input `files`.
void check_new_file(std::string_view option, const std::string& path, const std::string& store,
                    const std::vector<std::string>& files);

}  // namespace profilestore::cli
