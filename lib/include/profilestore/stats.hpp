// What an operator wants to see of a store: how much is in it, and what went against its rules.
//
// Nothing here is a value of a document: profiles are personal data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

enum class EventKind {
  duplicate_key,       ///< a write met another document's key, and was refused
  validation_warning,  ///< a document was written that its collection's validator warns of
  many_documents,      ///< one call changed more documents than StoreOptions::many_documents
  merge,               ///< an import merged documents of one key
  undo,                ///< an import was taken back
};

/// "duplicate_key", "validation_warning", "many_documents", "merge", "undo".
std::string_view name_of(EventKind kind);

/// What happened, once or several times: the same kind in the same collection, index, paths and
/// operation, with the same digest, is one event.
///
/// A duplicate key counts whether its transaction was committed or not; all other kinds count if it
/// was. To create an index over documents that share a key is no write of a document, and no event.
struct Event {
  EventKind kind = EventKind::duplicate_key;

  /// Names longer than 255 bytes are cut. Empty in a total: see EventTotal.
  std::string collection = {};

  /// Of duplicate_key: the index's name. Else empty.
  std::string index = {};

  /// Of validation_warning: the paths of the rules that the document breaks, at most 16.
  std::vector<std::string> paths = {};

  /// Of duplicate_key: 16 hexadecimal digits that tell one key from another, the same as long as
  /// the store lives: the start of the SHA-256 of 16 random bytes that each store has of its own,
  /// and of the key. Who has the store's file can try keys on it; who has the digest alone can't.
  /// Empty for the conflicts of an import, which are one event an index.
  std::string digest = {};

  /// As MongoDB's drivers name the call: "insertOne", "findOneAndUpdate" (of get_or_create too),
  /// "bulkWrite", …; or "import", "makeUnique", "undo".
  std::string operation = {};

  /// In all `times` together: refused, warned of, changed, merged.
  std::int64_t documents = 1;

  /// ISO 8601 in UTC with milliseconds, "2024-06-17T01:00:07.412Z".
  std::string first = {}, last = {};
  std::int64_t times = 1;
};

/// How often a kind of thing happened since the store was made; never goes down. No more than 1,000
/// of them are kept apart: what comes then for other collections and indexes is counted under one
/// with neither.
struct EventTotal {
  EventKind kind;
  std::string collection, index;
  std::int64_t times = 0;
  std::int64_t documents = 0;
};

struct IndexStats {
  std::string name;
  bool unique = false;
};

struct CollectionStats {
  std::string name;
  std::int64_t documents = 0;
  std::vector<IndexStats> indexes;  ///< as Collection::list_indexes has them
};

struct FileStats {
  std::int64_t page_size = 0;   ///< bytes
  std::int64_t pages = 0;       ///< of the store, those of the log counted in
  std::int64_t free_pages = 0;  ///< of them, in no use: the next writes take them
  std::int64_t log_bytes = 0;   ///< of the write-ahead log beside the store
  std::int64_t bytes() const { return page_size * pages; }
};

/// One moment of a store.
struct Stats {
  std::vector<CollectionStats> collections;  ///< by name
  std::vector<EventTotal> totals;            ///< by kind, collection and index
  std::vector<Event> events;                 ///< the 1,000 that happened last, the last one first
  FileStats file;
  std::int64_t schema_version = 0;  ///< the number of the library's last migration
  std::string sqlite_version, library_version;
};

}  // namespace profilestore
