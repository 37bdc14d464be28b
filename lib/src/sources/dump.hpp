// What mongodump wrote: which files hold the documents of which collection.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "files/file.hpp"

namespace profilestore::sources {

/// A collection of a dump. Its `database` is empty where the dump does not tell.
struct Namespace {
  std::string database, collection;
  bool operator==(const Namespace&) const = default;

  /// "app.users"; without a database "users".
  std::string text() const;
};

/// What a file of a dump holds, by its name.
enum class DumpPart {
  documents,
  metadata,  ///< of a collection: its options and indexes
  server,    ///< what the server keeps for itself: system.*
  dump,      ///< what mongodump says of the dump
  none       ///< it is not mongodump's
};

/// `path`: of a file, or of one in a tar: "dump.tar:app/users.bson".
DumpPart part_of(std::string_view path);

/// The collection whose documents or metadata the file at `path` holds: "dump/app/users.bson.gz"
/// those of app.users. `metadata`: the text of its metadata, which names a collection whose file
/// name is shortened.
Namespace namespace_of(const std::string& path, std::string_view metadata);

/// The metadata among the files of a dump.
class DumpMetadata {
 public:
  /// REQUIRES: `files` stay.
  explicit DumpMetadata(const std::vector<files::File>& files);

  /// The text for the documents at `path`: of `users.metadata.json`; of old servers, what
  /// `system.indexes.bson` tells. Empty: there is none.
  std::string of(std::string_view path) const;

 private:
  std::map<std::string_view, const files::File*, std::less<>> metadata_, system_indexes_;
};

/// The same of the files that lie beside `path`.
std::string metadata_beside(const std::string& path);

}  // namespace profilestore::sources
