// Which collections a dump has, before one of them is chosen.
#pragma once

#include <string>
#include <vector>

namespace profilestore {

/// A collection of a dump.
struct DumpedCollection {
  std::string database;    ///< empty where the dump does not tell
  std::string collection;  ///< as it was named there
  bool operator==(const DumpedCollection&) const = default;

  /// As ImportOptions::from and ImportDumpOptions::from take it: "app.users", or "users".
  std::string name() const { return database.empty() ? collection : database + "." + collection; }
};

/// The collections with documents in dumps of mongodump (folders, tars, archives, or single files
/// of them), of all their databases; by database, then by name. No document is read. What is no
/// dump has none, so this may be empty. Left out is what import_dump leaves out: views, the
/// server's own collections, the oplog.
///
/// Throws StorageFailure for what cannot be read, is cut off or broken in its packing; InvalidInput
/// for a folder without documents, and if no source is given.
std::vector<DumpedCollection> list_dump(const std::vector<std::string>& sources);

}  // namespace profilestore
