// Changes of documents as they happen: the log that a collection keeps of them, and an event of it
// in the shape of MongoDB's change streams. What reads them is watch.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// The log of changes that a collection keeps, and its bounds. Each change is written with both
/// images of its document in the transaction that makes it; what is beyond the bounds is removed by
/// later changes, some at a time, so that a long log may have a 64th more; the newest never. While
/// nothing is written, nothing is removed.
struct ChangeLog {
  std::int64_t max_changes = 100'000;  ///< at least 1
  /// 0: however old. What is older goes with the next changes, as much with one as takes some
  /// hundredths of a second; of changes that come quickly with each sixteenth.
  std::chrono::seconds max_age{0};
  bool operator==(const ChangeLog&) const = default;
};

/// What happened.
enum class ChangeKind {
  insert,      ///< a document was inserted, by an upsert too
  update,      ///< by operators
  replace,     ///< as a whole, or merged with another by hand
  remove,      ///< MongoDB's "delete"
  many,        ///< many at once, by what ChangeEvent::operation says: read the collection again
  drop,        ///< the collection is gone
  invalidate,  ///< follows `drop`: no more will come
};

/// What an update changed, as MongoDB tells it: paths are dotted. A field whose name no path can
/// spell (it is empty, has a dot, or begins with $) is told with the object that it stands in; an
/// update that changes such a field of the document itself is told as a `replace`.
struct UpdateDescription {
  /// An array that became shorter.
  struct TruncatedArray {
    std::string field;          ///< its path
    std::int64_t new_size = 0;  ///< elements
  };
  Document updated_fields = Document::object();       ///< each path with its new value
  std::vector<std::string> removed_fields = {};       ///< paths that are no more
  std::vector<TruncatedArray> truncated_arrays = {};  ///< see there
};

/// One change.
struct ChangeEvent {
  /// From here on a stream can be resumed, in this process or another: printable ASCII.
  std::string token;
  ChangeKind kind = ChangeKind::insert;  ///< what happened
  /// MongoDB's operationType: "insert", "update", "replace", "delete", "drop", "invalidate"; of
  /// `many` "import", "makeUnique", "undo", "references" or "repair".
  std::string operation;
  std::string database;    ///< the store's file, without its extension
  std::string collection;  ///< its name
  /// `_id` of the document, which may be null; also null if the event is of no single one, which
  /// `kind` tells: many, drop, invalidate.
  Value id = {};
  /// The document after the change, as WatchOptions::full_document says. With update_lookup null
  /// if it is gone by now.
  std::optional<Document> full_document = {};
  /// The document before it, if WatchOptions::full_document_before_change asks for it.
  std::optional<Document> full_document_before_change = {};
  std::optional<UpdateDescription> update_description = {};  ///< of an update
  /// Of `many`: how many documents, by what became of them: {"inserted": 3, "updated": 1}.
  Document counts = Document::object();
  Value time = {};               ///< by the clock of the writer, a date; orders nothing
  std::int64_t sequence = 0;     ///< of the store; later changes have greater ones
  std::int64_t transaction = 0;  ///< equal for all changes of one transaction

  /// As MongoDB's drivers have it: {"_id": {"_data": token}, "operationType": …, "ns": …, …}.
  Document to_document() const;
};

/// Whether an event has the document after the change. Inserts and replacements always have it.
enum class FullDocument {
  by_default,      ///< not of an update
  update_lookup,   ///< of an update as it is when the event is read, which may be later
  when_available,  ///< of an update as it was right after it
  required,        ///< the same: the log keeps it
};

/// Whether an event has the document before the change.
enum class FullDocumentBeforeChange {
  off,             ///< no
  when_available,  ///< as it was right before it
  required,        ///< the same: the log keeps it
};

/// Options of Collection::watch.
struct WatchOptions {
  /// ChangeEvent::token of the last change that was dealt with, or Collection::change_token.
  /// Empty: from now on.
  std::string resume_after = {};
  FullDocument full_document = FullDocument::by_default;  ///< see there
  /// See there.
  FullDocumentBeforeChange full_document_before_change = FullDocumentBeforeChange::off;
};

/// Which collections have changed since the last time.
struct ChangedCollections {
  std::vector<std::string> names = {};  ///< sorted; those that this open store itself changed
  /// Another process, or another open store, wrote, or for a second nobody could tell whether one
  /// did: any may have changed.
  bool anything = false;
};

}  // namespace profilestore
