// An open store: one writer connection, a pool of readers, and the catalog they share.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <profilestore/store.hpp>
#include <string>
#include <thread>
#include <vector>

#include "sqlite/connection.hpp"
#include "sqlite/transaction.hpp"
#include "store/catalog.hpp"
#include "store/open_files.hpp"

namespace profilestore::store {

class Core;
class Turn;

/// What a transaction or a snapshot of the application holds while its function runs. Its calls
/// come from the one thread that runs it.
struct Session {
  Turn* turn = nullptr;                              ///< of a transaction
  sqlite::Connection* connection = nullptr;          ///< what it reads by
  std::shared_ptr<const Catalog> catalog = nullptr;  ///< as its last read found it
  std::thread::id thread = std::this_thread::get_id();
  bool ended = false;

  /// Throws InvalidInput when the function has returned, or from another thread.
  void check() const;
};

using SessionPointer = std::shared_ptr<Session>;

/// A connection to read by: a read-only one lent for as long as this lives, or a session's. What is
/// read by it is of one moment, from the first call of collection() on.
class Reader {
 public:
  Reader(std::shared_ptr<Core> core, std::unique_ptr<sqlite::Connection> lent)
      : core_(std::move(core)), lent_(std::move(lent)), connection_(lent_.get()) {}
  Reader(std::shared_ptr<Core> core, SessionPointer session)
      : core_(std::move(core)), session_(std::move(session)), connection_(session_->connection) {}
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Throws InvalidInput if it was a session's that has ended, StorageFailure if that lost its
  /// transaction.
  sqlite::Connection& connection();

  /// Whether it reads what the function of a session reads, which may end before this does.
  bool of_session() const { return session_ != nullptr; }

  /// What there is at this moment.
  const Catalog& catalog();

  /// The collection; null if there is none.
  const CollectionEntry* collection(std::string_view name) { return catalog().find(name); }

 private:
  std::shared_ptr<Core> core_;
  std::unique_ptr<sqlite::Connection> lent_;
  SessionPointer session_;
  sqlite::Connection* connection_;
  std::optional<sqlite::ReadTransaction> moment_;  ///< of the lent connection
  std::shared_ptr<const Catalog> catalog_;
};

/// The writer connection inside one immediate transaction, or inside a savepoint of a session's:
/// rolled back at the end of its scope unless committed. One at a time in a process.
class Turn {
 public:
  explicit Turn(Core& core, const SessionPointer& session = nullptr);
  sqlite::Connection& connection();

  /// What there is now. References into it last as long as this.
  const Catalog& catalog() const { return *catalogs_.back(); }

  /// The collection; created with its `_id_` index if there is none.
  const CollectionEntry& collection(std::string_view name);

  /// To be called after a change of the schema, or when one may have been taken back.
  void catalog_may_have_changed();

  /// Keeps a warning until the commit.
  void warn(Warning warning);

  /// Before writes that may be taken back alone, and when they were: their warnings go with them.
  void mark_warnings() { marked_ = warnings_.size(); }
  void forget_warnings() { warnings_.resize(marked_); }

  void commit();

 private:
  Core& core_;
  Turn* outer_ = nullptr;
  std::unique_lock<std::timed_mutex> lock_;
  std::optional<sqlite::WriteTransaction> transaction_;
  std::optional<sqlite::Savepoint> savepoint_;
  std::vector<std::shared_ptr<const Catalog>> catalogs_;  ///< the last is that of now
  std::vector<Warning> warnings_;
  std::size_t marked_ = 0;
};

class Core : public std::enable_shared_from_this<Core> {
 public:
  /// Opens the store file at `path`, which is resolved and exists. Throws as Store::open does.
  Core(std::filesystem::path path, const StoreOptions& options, sqlite::Journal journal);
  ~Core();

  /// What Store::open does.
  static std::shared_ptr<Core> open(const std::filesystem::path& path, const StoreOptions& options);

  const std::filesystem::path& path() const { return path_; }

  /// The writes that were done in spite of a validator that warns, since the store was opened.
  std::int64_t warned_writes() const { return warned_writes_; }

  /// The name before the collection's in an E11000: the file's, without its extension.
  std::string database() const { return path_.stem().string(); }

  /// A session's, if there is one. Throws InvalidInput inside a transaction's function, beside it.
  Reader reader(const SessionPointer& session = nullptr);

 private:
  friend class Reader;
  friend class Turn;
  friend class TransactionScope;

  using Clock = std::chrono::steady_clock;

  std::unique_lock<std::timed_mutex> take_turn();
  void refuse_beside_transaction() const;
  void check_process() const;
  std::shared_ptr<const Catalog> catalog() const;
  void publish(std::shared_ptr<const Catalog> catalog);
  void give_back(std::unique_ptr<sqlite::Connection> connection);
  sqlite::Settings settings(bool writable) const;

  std::filesystem::path path_;
  OpenFile open_file_;
  StoreOptions options_;
  sqlite::Journal journal_;
  pid_t owner_;
  std::timed_mutex turn_;
  std::atomic<std::int64_t> warned_writes_{0};
  std::atomic<std::thread::id> transaction_thread_{};  // that runs a transaction's function
  std::unique_ptr<sqlite::Connection> writer_;
  mutable std::mutex shared_;  // guards what follows
  std::vector<std::unique_ptr<sqlite::Connection>> idle_readers_;
  std::shared_ptr<const Catalog> catalog_;
};

/// Marks the thread that runs a transaction's function, while it does.
class TransactionScope {
 public:
  explicit TransactionScope(Core& core) : core_(core) {
    core_.transaction_thread_ = std::this_thread::get_id();
  }
  ~TransactionScope() { core_.transaction_thread_ = std::thread::id(); }
  TransactionScope(const TransactionScope&) = delete;
  TransactionScope& operator=(const TransactionScope&) = delete;

 private:
  Core& core_;
};

}  // namespace profilestore::store
