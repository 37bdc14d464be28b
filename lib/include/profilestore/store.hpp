// A store: one file of collections.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <profilestore/collection.hpp>
#include <profilestore/migration.hpp>
#include <profilestore/progress.hpp>
#include <profilestore/stats.hpp>
#include <profilestore/transaction.hpp>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

class Observer;

/// What an acknowledged write survives.
enum class Durability {
  durable,  ///< SQLite's synchronous=FULL: it is on disk
  relaxed,  ///< synchronous=NORMAL: survives a crash; a power cut may lose the latest writes
};

/// Options of Store::open.
struct StoreOptions {
  Durability durability = Durability::durable;  ///< what an acknowledged write survives
  /// How long a call waits while another thread or process holds the store; then it throws Busy.
  std::chrono::milliseconds deadline{5000};
  /// Open it for reading alone: each call that writes throws ReadOnly, a store that does not exist
  /// is not created, and nothing is made beside it that others would stumble over. So a store in a
  /// read-only folder, or of another user, can be read, while it is in use too.
  bool read_only = false;
  /// A call that changes more documents than this is an event. For update_many, delete_many,
  /// insert_many and bulk_write: the sum of what they insert, change and remove. 0: no events.
  std::int64_t many_documents = 1000;
  /// Called for each event of this open store, on the thread of the call that caused it, after its
  /// transaction has ended. Nothing is locked then: it may use the store. Equal events of one
  /// transaction arrive as one, and at most 1,000 in all. It cannot change the outcome: the write
  /// is done or refused, and exceptions are discarded. Events that its own calls cause are counted
  /// but not reported. Imports open the store themselves, and report to no one.
  std::function<void(const StoreEvent&)> on_event = {};
  /// Called from time to time while the store of an older version of the library is brought up to
  /// date, which reads and writes each document once: step "upgrading". Nothing has changed if it
  /// throws.
  OnProgress progress = {};
  /// Opens a store that lacks writes it had (RolledBack, ForeignHead) with what is there, and marks
  /// that as its state from now on; an event says so. A log that cannot be read whole is first
  /// copied to a file beside it (-wal.damaged). Not with read_only. Does nothing to a sound store.
  bool accept_rollback = false;
  /// The time by which documents expire, for tests; empty: the system's clock. Called on any
  /// thread.
  std::function<std::chrono::system_clock::time_point()> now = {};
  /// Of watching: finds changes by the sweep of each second alone, as if no hint of them arrived.
  /// For tests.
  bool watch_without_hints = false;
};

/// What a check found, or what a repair left; sound() if nothing is wrong.
struct CheckReport {
  std::int64_t documents = 0;         ///< that were checked
  std::vector<std::string> faults;    ///< a sentence each: what, in which collection, which row
  std::vector<std::string> repaired;  ///< faults that a repair has fixed
  std::vector<std::string> notes;     ///< what no check can tell; a sentence each
  /// Whether nothing is wrong.
  bool sound() const { return faults.empty(); }
};

/// An open store; copies share it. Thread-safe; several processes may open one file. Not for
/// network file systems. After fork, a child must not use its parent's store (calls throw), nor
/// open a file that its parent had open at the fork: exec first.
class Store {
 public:
  /// Opens the store at `path`, creating it (mode 0600) if there is none, and brings its schema up
  /// to date. Throws NotAStore for any other kind of file, including symbolic and hard links, and
  /// for a store whose schema was made by migrations other than this library's, or has what it
  /// never makes and SQLite would run: a trigger, a view, an expression in a table or index of
  /// documents. TooNew for a store of a newer library. The file is then left unchanged. With
  /// StoreOptions::read_only also ReadOnly if its schema is an older library's and this user may
  /// not bring it up to date.
  ///
  /// Beside the store lies its head mark (path and ".head"), which says how far it had come when it
  /// was last closed, and every 256 changes or each second of writing. Throws RolledBack if the
  /// store is behind it, or was in use and has lost its log; ForeignWal and ForeignHead for a log
  /// or mark of another store. What was written after the last mark can be lost without a trace if
  /// the log is cut off there.
  static Store open(const std::filesystem::path& path, const StoreOptions& options = {});

  /// An empty store for a test of an application: the same store with every constraint, its files
  /// in memory, in a folder of its own of mode 0700 in /dev/shm. They are gone when the last handle
  /// is; those of a killed process when a later one makes such a store. Until then path() may be
  /// opened and imported into as any other; backup() keeps what is to be kept.
  ///
  /// Throws InvalidInput for StoreOptions::read_only and accept_rollback, since it is empty;
  /// StorageFailure if /dev/shm is missing or no memory.
  static Store in_memory(const StoreOptions& options = {});

  /// The same in the folder for temporary files, $TMPDIR or /tmp: for what is larger than memory.
  static Store temporary(const StoreOptions& options = {.durability = Durability::relaxed});

  /// The path of the file: absolute, with the symbolic links of its folder resolved.
  const std::filesystem::path& path() const;

  /// The collection of that name: any valid UTF-8 without NUL, not empty. With options it is
  /// created if it does not exist; without, by the first write to it. Throws InvalidInput (85) if
  /// it exists and lacks what the options say: other unique indexes, no timestamps, or another
  /// validator.
  Collection collection(std::string_view name, const CollectionOptions& options = {});

  /// The names of all collections, sorted.
  std::vector<std::string> collection_names() const;

  /// As Collection::aggregate, for a pipeline of no collection: it begins with $documents. Throws
  /// InvalidInput (73) for any other.
  Cursor aggregate(const Value& pipeline, const AggregateOptions& options = {});

  /// Runs `work` in one write transaction, which is committed when it returns and rolled back when
  /// it throws. Other writers wait, up to their deadline: keep it short. Inside `work`, calls on
  /// the store or on a collection that is not the transaction's throw InvalidInput.
  void transaction(const std::function<void(Transaction&)>& work);

  /// Runs `work` on one moment of the store, whatever is written meanwhile. Blocks no writer.
  void snapshot(const std::function<void(Snapshot&)>& work) const;

  /// Runs those of `migrations` that the store does not have yet, in order, each in its own write
  /// transaction, which also records it. Other threads and processes that ask for the same wait and
  /// find it done. Returns the names of those that ran here. If one throws, it is rolled back, the
  /// earlier ones stay, and the exception propagates. Call it before anything else on the store.
  ///
  /// Throws, with no migration run and the store unchanged: InvalidInput if the list is not in
  /// ascending order of positive numbers, lacks a name or function, or contradicts the store:
  /// another name for a number, a number missing, or a new one below the store's last. TooNew if
  /// the store has a migration beyond the last of the list: a newer application wrote it.
  std::vector<std::string> migrate(const std::vector<Migration>& migrations);

  /// Tells which collections change, whether they keep a log or not: each answer has all since the
  /// last. See watch.hpp.
  Observer observe() const;

  /// The same by calls of `told`, on a thread of the library's. If `told` throws it ends, and
  /// `ended` is called with that.
  [[nodiscard]] Subscription observe(std::function<void(const ChangedCollections&)> told,
                                     std::function<void(std::exception_ptr)> ended = {}) const;

  /// The application's migrations that the store has, by number.
  std::vector<AppliedMigration> migrations() const;

  /// How much is in the store, and what happened to it. Counts every document; writes nothing.
  /// Includes all events of this open store so far. Those of another open store appear with its
  /// next write, or when it is closed; a crash loses events that are not written yet.
  Stats stats() const;

  /// Checks the whole store for damage: runs SQLite's integrity_check, and verifies that every
  /// document is what was stored, by its digest, and in normal form, that every key agrees with its
  /// document, and that all else that the store has recorded is as it was recorded: collections,
  /// indexes, imports with their counts, archive, quarantine, redirects, decisions, events and logs
  /// of changes, which have no gaps.
  CheckReport check() const;

  /// Repairs what check() finds, in one transaction, and checks again: takes keys anew from the
  /// documents, which do not change except in the spelling of their text, and recreates lost
  /// indexes. A document of at most 32 KiB of which one bit has changed gets it back: of all its
  /// neighbours one alone has its digest. A document that another program has written without a
  /// digest (NULL) gets one if it can be read. Of two documents with one unique key, one is left
  /// without its key. Documents that are damaged otherwise are left: restore them from a backup.
  CheckReport repair();

  /// Deletes all documents that have expired by now, as Index::expire_after says, some hundred in a
  /// transaction, and returns their number. They are gone: the archive has none of them. Each index
  /// that did so is an event. If it is stopped (StopScope) after it has deleted some, it returns
  /// how many; what it throws then, such as Busy, says how many in its words. Damaged documents are
  /// passed over, and stay: when all others are deleted, it throws Corrupt.
  ///
  /// A store does the same by itself, for 1,000 documents when it is opened, and for 100 after a
  /// write, at most once a second. What then fails is left for the next time, and the write is done
  /// all the same; a document that is damaged is an event. A store that is only read deletes
  /// nothing, nor does an import.
  std::int64_t expire();

  /// Calls `work(Store&, std::stop_token)` on a thread of the store's own, one work after the
  /// other, and returns the std::future of what it returns or throws. Include
  /// <profilestore/async.hpp>.
  ///
  /// The token stops when `stop` does, and when the last handle of the store is dropped, which
  /// waits for the work that is running; those that wait are not begun. Calls that `work` makes
  /// then throw Interrupted: see StopScope. Capture no Store in `work`, it is given one.
  template <class Work>
  auto async(Work work, std::stop_token stop = {}) const;

  /// Constructed by the library.
  explicit Store(std::shared_ptr<store::Core> core) : core_(std::move(core)) {}
  const std::shared_ptr<store::Core>& core() const { return core_; }  ///< internal

 private:
  using Run = std::function<void(Store&, std::stop_token)>;
  /// `refuse` is called instead if the work is not begun.
  void enqueue(Run run, std::function<void(std::exception_ptr)> refuse, std::stop_token stop) const;

  std::shared_ptr<store::Core> core_;
};

}  // namespace profilestore
