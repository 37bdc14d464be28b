// What the commands' arguments have in common: how they are named, and how their text is read.
#pragma once

#include <CLI/CLI.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "output.hpp"

namespace profilestore::cli {

/// --store S, --collection C: required.
void add_store(CLI::App& app, std::string& store);
void add_collection(CLI::App& app, std::string& collection);

/// --json: main.cpp looks at it too, for the errors.
void add_json(CLI::App& app, bool& json, const char* help);

/// --json of a command that writes JSON anyway: errors become an object too.
void add_json_errors(CLI::App& app);

/// --canonical
void add_canonical(CLI::App& app, Flavour& flavour);

/// --projection JSON
void add_projection(CLI::App& app, std::string& projection);

/// --unique PATHS, any number of times.
void add_unique(CLI::App& app, std::vector<std::string>& unique, const char* help);

/// Extended JSON given for `option`. Throws InvalidInput that names the option.
Document document_of(std::string_view option, const std::string& text);

/// "a,b.c", given for `option`, as paths. Throws InvalidInput for an empty path.
Paths paths_of(std::string_view option, const std::string& text);

/// Opens a store that must be there: to read one never creates it.
Store open_existing(const std::string& path);

bool has_collection(const Store& store, const std::string& name);

/// Throws InvalidInput if `path`, to which `option` writes, is the store, if one is given, or a
/// file that SQLite has beside it.
void refuse_file_of_store(std::string_view option, const std::string& path,
                          const std::string& store);

/// The same of an option that makes a file beside what is printed: it is no standard output, and
/// none of the `files` that are read.
void check_new_file(std::string_view option, const std::string& path, const std::string& store,
                    const std::vector<std::string>& files);

}  // namespace profilestore::cli
