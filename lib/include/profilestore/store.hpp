// A store: one file of collections.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <profilestore/collection.hpp>
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
};

/// What a check found; sound() if nothing is wrong.
struct CheckReport {
  std::int64_t documents = 0;
  std::vector<std::string> faults;  ///< a sentence each: what, in which collection, which row
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

  /// Looks at all of it: SQLite's integrity_check, that every document can be read and is in normal
  /// form, and that every key column agrees with its document.
  CheckReport check() const;

  explicit Store(std::shared_ptr<store::Core> core) : core_(std::move(core)) {}
  const std::shared_ptr<store::Core>& core() const { return core_; }  ///< the library's own

 private:
  std::shared_ptr<store::Core> core_;
};

}  // namespace profilestore
