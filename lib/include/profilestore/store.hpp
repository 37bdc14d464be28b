// A store: one file of collections.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <profilestore/collection.hpp>
#include <profilestore/migration.hpp>
#include <profilestore/stats.hpp>
#include <profilestore/transaction.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What an acknowledged write survives.
enum class Durability {
  durable,  ///< SQLite's synchronous=FULL: it is on disk
  relaxed,  ///< synchronous=NORMAL: survives a crash; a power cut may take the last moments
};

struct StoreOptions {
  Durability durability = Durability::durable;
  /// How long a call may wait while another thread or process holds the store; then Busy.
  std::chrono::milliseconds deadline{5000};
  /// A call that changes more documents at once is an event: update_many, delete_many, insert_many
  /// and bulk_write by what they insert, change and remove together. 0: none is.
  std::int64_t many_documents = 1000;
  /// Called for each event of this open store, on the thread of the call that caused it, after its
  /// transaction ended and when nothing is locked any more: it may use the store. Equal events of
  /// one transaction come as one, at most 1,000 of them. It decides nothing: what it throws goes no
  /// further, since the write is done or refused by then. What its own calls cause is counted, and
  /// not told. An import opens the store for itself, and tells nobody.
  std::function<void(const Event&)> on_event = {};
};

/// What a check found; sound() if nothing is wrong. Of a repair: what is left.
struct CheckReport {
  std::int64_t documents = 0;
  std::vector<std::string> faults;    ///< a sentence each: what, in which collection, which row
  std::vector<std::string> repaired;  ///< those that a repair has mended
  bool sound() const { return faults.empty(); }
};

/// Copies share the open store. Safe from any thread; several processes may open one file. Not on a
/// network file system. A child after fork may not use its parent's store (calls throw), nor open
/// the file itself if its parent had it open at the fork: exec first.
class Store {
 public:
  /// Opens the store at `path`, or creates it (mode 0600), and brings its schema up to date. Throws
  /// NotAStore for any other kind of file, a symbolic or hard link included, and for a store whose
  /// schema was made by other migrations than this library's; TooNew for a store of a newer
  /// library; the file is left as it is.
  static Store open(const std::filesystem::path& path, const StoreOptions& options = {});

  const std::filesystem::path& path() const;

  /// The collection of that name: any valid UTF-8 without NUL, not empty. With options it is
  /// created if it does not exist; without, by the first write to it. Throws InvalidInput (85) if
  /// it exists with other indexes, other stamping or another validator than the options say.
  Collection collection(std::string_view name, const CollectionOptions& options = {});

  /// By name.
  std::vector<std::string> collection_names() const;

  /// Runs `work` inside one immediate transaction: committed when it returns, rolled back when it
  /// throws. Other writers wait for it, up to their deadline: keep it short. A call from inside
  /// `work` on the store or on a collection that is not the transaction's throws InvalidInput.
  void transaction(const std::function<void(Transaction&)>& work);

  /// Runs `work` on one moment of the store, whatever is written meanwhile. Blocks no writer.
  void snapshot(const std::function<void(Snapshot&)>& work) const;

  /// Runs those of `migrations` that the store does not have yet, in their order, each in an
  /// immediate transaction of its own in which it is recorded too; other threads and processes that
  /// ask for the same wait, and find it done. Returns the names of those that ran here. If one
  /// throws, that one is rolled back, those before it stay, and the exception passes. Do it before
  /// anything else is done with the store.
  ///
  /// Throws, with no migration run and the store as it was: InvalidInput for a list that is not in
  /// ascending order of positive numbers, or with a name or function missing, and for one that does
  /// not go with what the store has: another name for a number, none for it, or a new one below it.
  /// TooNew if the store has a migration beyond the last of the list: it was written by a newer
  /// application.
  std::vector<std::string> migrate(const std::vector<Migration>& migrations);

  /// The migrations of the application that the store has, by number.
  std::vector<AppliedMigration> migrations() const;

  /// How much is in the store, and what happened to it. Counts every document, and writes nothing.
  /// Events of this open store are in it at once, those of another with its next write after them,
  /// or when it is closed; a crash takes those that were not written yet.
  Stats stats() const;

  /// Looks at all of it: SQLite's integrity_check, that every document can be read and is in normal
  /// form, and that every key column agrees with its document.
  CheckReport check() const;

  /// Mends what a check finds, in one transaction, and checks again: keys are taken anew from their
  /// documents, which are never changed but for the spelling of their text; lost indexes are made
  /// again. Two documents with one unique key are left, one of them without its key, and so is what
  /// can't be read: a backup has it.
  CheckReport repair();

  explicit Store(std::shared_ptr<store::Core> core) : core_(std::move(core)) {}
  const std::shared_ptr<store::Core>& core() const { return core_; }  ///< the library's own

 private:
  std::shared_ptr<store::Core> core_;
};

}  // namespace profilestore
