// What a store remembers of its imports, and of what was undone of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <profilestore/import_report.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What left a record.
enum class ImportKind {
  import,              ///< files were imported
  make_unique,         ///< duplicates in a collection were resolved
  merge_documents,     ///< two documents were merged by hand
  rewrite_references,  ///< references in a collection were led to the documents that were kept
};

/// "import", "makeUnique", "mergeDocuments", "rewriteReferences".
std::string_view name_of(ImportKind kind);

/// One of them. All have an id, by which undo_import knows them.
struct ImportRecord {
  std::string id;                     ///< as ImportReport::id
  ImportKind kind;                    ///< what it was
  std::string collection;             ///< its name; empty: it was dropped since
  std::string started;                ///< ISO 8601 in UTC
  Ledger ledger;                      ///< its counts, as they were then
  Document rules;                     ///< in full, as ImportReport::rules
  std::vector<SourceReport> sources;  ///< name, format, bytes, digest and header of each
  std::string created_index;          ///< of a make_unique: the index that it was run for
  std::string undone;                 ///< when all of it was; empty: it was not
  std::int64_t undone_parts = 0;      ///< undos of single keys, or that left something: see undos()
};

/// Which part of a list: in the order of ids.
struct ImportPage {
  std::string collection = {};  ///< of one collection; empty: of all
  std::string after = {};       ///< the id of the last one of the page before; empty: the first
  std::size_t limit = 100;      ///< how many at most; 0: all
};

/// The imports of a store, the oldest first. What is fewer than the limit is the end. Throws
/// InvalidInput for an `after` that is no id, and if there is no such collection (26); Corrupt for
/// a damaged record.
std::vector<ImportRecord> imports(const Store& store, const ImportPage& page = {});

/// An import that was undone, or a part of one.
struct UndoRecord {
  std::string import_id;     ///< what was undone
  std::string collection;    ///< as ImportRecord::collection
  std::string undone;        ///< ISO 8601 in UTC; of several undos that left something, the last
  bool whole = false;        ///< nothing of the import is left
  bool of_key = false;       ///< of one key alone: undo_import with UndoOptions::keys
  std::int64_t removed = 0;  ///< documents that the import had made; of a whole one not known: 0
};

/// What was undone, by import; of one import its parts, and then the whole. An import that was
/// undone key by key and then as a whole has both.
std::vector<UndoRecord> undos(const Store& store, const ImportPage& page = {.limit = 0});

}  // namespace profilestore
