// What an operator wants to know of a store: how much it holds, and what violated its rules.
//
// Nothing here contains values of documents: profiles are personal data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What happened.
enum class EventKind {
  duplicate_key,       ///< a write was refused because another document has its key
  validation_warning,  ///< a document was written despite its validator's warning
  many_documents,      ///< one call changed more documents than StoreOptions::many_documents
  merge,               ///< an import or make_unique archived losers
  undo,                ///< an import was undone
  references,          ///< rewrite_references changed documents
  rollback,            ///< the store lacked writes that it had, and was opened all the same
  long_reader,         ///< a reader kept the log from being emptied; `operation` names it
  expired,             ///< documents were deleted by the index that says when: Index::expire_after
  damaged,             ///< a document that should have expired is damaged, and was passed over
};

/// "duplicate_key", "validation_warning", "many_documents", "merge", "undo",
/// "references", "rollback", "long_reader", "expired", "damaged".
std::string_view name_of(EventKind kind);

/// Something that happened once or several times: occurrences with equal kind, collection, index,
/// paths, digest and operation are one event.
///
/// A duplicate key counts even if its transaction was rolled back; the other kinds count only if it
/// was committed. Creating an index over documents that share a key writes no document, and is not
/// an event.
struct StoreEvent {
  EventKind kind = EventKind::duplicate_key;  ///< what happened

  /// Names longer than 255 bytes are cut.
  std::string collection = {};

  /// For duplicate_key, expired and damaged, the name of the index; else empty.
  std::string index = {};

  /// For validation_warning, the paths of the rules that the document violates; at most 16.
  std::vector<std::string> paths = {};

  /// For duplicate_key, 16 hexadecimal digits that tell keys apart and stay the same for the life
  /// of the store: the start of the SHA-256 of the key and of 16 random bytes that each store has.
  /// With the store's file one can test a key against it; with the digest alone one cannot. Empty
  /// for the conflicts of an import, which are one event per index.
  std::string digest = {};

  /// The call as MongoDB's drivers name it: "insertOne", "findOneAndUpdate" (get_or_create too),
  /// "bulkWrite", …; or "import", "makeUnique", "expire", "references",
  /// "undo".
  std::string operation = {};

  /// Documents refused, warned about, changed, archived or undone, over all `times`.
  std::int64_t documents = 1;

  /// The first and the last time: ISO 8601 in UTC with milliseconds, "2024-06-17T01:00:07.412Z".
  std::string first = {};
  std::string last = {};   ///< likewise
  std::int64_t times = 1;  ///< how often it happened
};

/// How often something happened since the store was created; never decreases. At most 1,000 totals
/// are kept: after that, other collections and indexes of a kind share one in which both are empty.
struct EventTotal {
  EventKind kind;              ///< what happened
  std::string collection;      ///< where
  std::string index;           ///< as StoreEvent::index
  std::int64_t times = 0;      ///< how often
  std::int64_t documents = 0;  ///< see StoreEvent::documents
};

/// An index of a collection.
struct IndexStats {
  std::string name;     ///< as Index::name
  bool unique = false;  ///< as Index::unique
};

/// The log of changes of a collection.
struct ChangeLogStats {
  std::int64_t max_changes = 0;  ///< as ChangeLog::max_changes
  std::int64_t max_age = 0;      ///< seconds, as ChangeLog::max_age
  std::int64_t changes = 0;      ///< that it has
};

/// A collection.
struct CollectionStats {
  std::string name;                               ///< of the collection
  std::int64_t documents = 0;                     ///< in it
  std::vector<IndexStats> indexes;                ///< in the order of Collection::list_indexes
  std::optional<ChangeLogStats> change_log = {};  ///< empty: it keeps none
};

/// Who reads the store, and since when: while it does the log can grow, but not be emptied.
struct LogReader {
  std::int64_t process = 0;  ///< its number
  std::string name;          ///< of its program; empty: unknown
  /// Of a reader of this open store, how long it has been reading; of another process, how long
  /// that has been running.
  std::int64_t seconds = 0;
};

/// The size of a store on disk.
struct FileStats {
  std::int64_t page_size = 0;   ///< in bytes
  std::int64_t pages = 0;       ///< of the store, including those still in the log
  std::int64_t free_pages = 0;  ///< unused ones among them, which the next writes take
  std::int64_t log_bytes = 0;   ///< size of the write-ahead log next to the store
  /// The oldest of those who read the store now, the caller of stats() apart. Of other processes
  /// Linux alone tells.
  std::optional<LogReader> reader = {};
  /// The size of the store in bytes; log_bytes comes on top.
  std::int64_t bytes() const { return page_size * pages; }
};

/// One moment of a store.
struct Stats {
  std::vector<CollectionStats> collections;  ///< by name
  std::vector<EventTotal> totals;            ///< by kind, collection and index
  std::vector<StoreEvent> events;            ///< the latest 1,000, newest first
  FileStats file;                            ///< its size
  std::int64_t schema_version = 0;           ///< the number of the library's last migration
  std::string sqlite_version;                ///< of the SQLite that is linked: "3.40.1"
  std::string library_version;               ///< of this library: "0.1.0"
};

}  // namespace profilestore
