// One write of a store: a transaction of the writer connection, or a savepoint in one.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/validation.hpp"
#include "keys/key.hpp"
#include "sqlite/transaction.hpp"
#include "store/core.hpp"
#include "store/event_log.hpp"

namespace profilestore::store {

/// The writer connection inside one immediate transaction, or inside a savepoint of a session's:
/// rolled back at the end of its scope unless committed. One transaction at a time in a process.
///
/// SQLite's schema version goes back with a savepoint, and comes again for another schema: what a
/// write transaction knows of the catalog ends with it, and reaches the one around it only by
/// commit().
class WriteTransaction {
 public:
  /// `operation`: StoreEvent::operation of what is noted here; it outlives the write transaction.
  explicit WriteTransaction(Core& core, const SessionPointer& session = nullptr,
                            std::string_view operation = "");
  ~WriteTransaction();  ///< tells the application of what was noted; what that throws goes no
                        ///< further
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;

  sqlite::Connection& connection();

  /// What there is now. References into it last as long as this.
  const catalog::Catalog& catalog() const { return *catalogs_.back(); }

  /// Frees what was there before. REQUIRES: nobody has a reference into it.
  void forget_former_catalogs() { catalogs_.erase(catalogs_.begin(), catalogs_.end() - 1); }

  /// The collection; created with its `_id_` index if there is none.
  const catalog::CollectionEntry& collection(std::string_view name);

  /// To be called after a change of the schema, or when one may have been rolled back.
  void catalog_may_have_changed();

  /// Keeps a warning until the commit.
  void warn(catalog::Warning warning);

  /// Before writes that may be rolled back alone, and when they were: their warnings go with them.
  void mark_warnings() {
    marked_ = warnings_.size();
    marked_touched_ = touched_.size();
  }
  void forget_warnings() {
    warnings_.resize(marked_);
    touched_.resize(marked_touched_);
  }

  /// Documents of the collection were changed: who watches is told, once that is committed.
  void touched(std::string_view collection);

  /// The seq of the first change that this call or transaction of the application's has logged; 0:
  /// it has logged none.
  std::int64_t first_change() { return application_part().first_change_; }

  /// It has logged one.
  void logged(std::int64_t sequence);

  void commit();

  /// Moves the log into the store if it has grown; what there is to tell of it. After a commit.
  EventLog checkpoint();

  /// Notes an event, whose times and operation are filled in. It counts if the write transaction,
  /// and the one that it is a part of, is committed; a duplicate key counts in any case. What a
  /// write does is noted after it was done: a bulk's savepoint does not take events back.
  void note(StoreEvent event);

  /// Notes that one call changed so many documents, if that is many.
  void changed(std::string_view collection, std::int64_t documents);

  /// StoreEvent::digest of a key.
  std::string digest_of(const keys::Key& key);

 private:
  friend class WriteGroup;

  /// Whether a part of a group can be rolled back alone.
  enum class Part { first, saved };

  /// A group's: the caller has the turn, and keeps it. It tells nobody of events.
  WriteTransaction(Core& core, Core::Clock::time_point deadline);

  /// A part of a group: adds what it noted to `noted`, too, and tells nobody.
  WriteTransaction(WriteTransaction& group, Part part, std::string_view operation, EventLog& noted);

  void note_warnings();
  WriteTransaction& application_part();

  Core& core_;
  std::string_view operation_;
  WriteTransaction* outer_ = nullptr;  ///< around this; maybe further in than the session's
  EventLog* told_later_ = nullptr;     ///< of a part of a group
  std::optional<WriterTurn> turn_;     ///< not of a group, nor of what is inside another
  std::optional<sqlite::QueuedTransaction> transaction_;
  std::optional<sqlite::Savepoint> savepoint_;
  std::vector<std::shared_ptr<const catalog::Catalog>> catalogs_;  ///< the last is that of now
  EventLog noted_;
  bool committed_ = false;
  std::vector<catalog::Warning> warnings_;
  std::size_t marked_ = 0, marked_touched_ = 0;
  std::vector<std::string> touched_;  ///< names, the same one seldom twice
  std::int64_t first_change_ = 0;
};

/// Runs `work` with a session of the write transaction, which ends with it.
void run_session(WriteTransaction& write, const std::function<void(SessionPointer)>& work);

}  // namespace profilestore::store
