// Import of a whole dump: each collection with its documents and indexes, in one transaction.
#pragma once

#include <filesystem>
#include <map>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// Options of import_dump.
struct ImportDumpOptions {
  /// Of each collection that `collections` does not name. Its `collection`, `from` and `unique`
  /// must be empty. The rest of it that is not about one collection counts for all: `type` and what
  /// goes with it, `dry_run`, `progress`.
  ImportOptions usual = {};

  /// The options of single collections, by name. Their `collection` and `from` may be empty.
  std::map<std::string, ImportOptions> collections = {};

  /// Import only these: the name of a database, a collection, or both: "app.users". Empty: all; it
  /// is then an error if there are several databases.
  std::string from = {};
};

/// What import_dump did.
struct ImportDumpReport {
  std::vector<ImportReport> imports;    ///< one for each collection, by name
  std::vector<LeftOutSource> left_out;  ///< views, the server's own collections, the oplog
};

/// Imports each collection of dumps (folders, tars or archives of mongodump, or single files of
/// them) into the collection of its name, as import_files does: one import each, all in one
/// transaction. Throws as import_files, with the collection's name before the reason; InvalidInput
/// for options of a collection that the dump does not have. Then nothing was done.
ImportDumpReport import_dump(const std::filesystem::path& store,
                             const std::vector<std::string>& sources,
                             const ImportDumpOptions& options = {});

}  // namespace profilestore
