// An open store: one writer connection, a pool of readers, and the catalog they share. Connections
// are made when they are needed: each reads the whole schema.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "catalog/catalog.hpp"
#include "files/open_stores.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/files/locked_folder.hpp"
#include "sqlite/files/process_queue.hpp"
#include "sqlite/files/read_only_file.hpp"
#include "sqlite/opening.hpp"
#include "sqlite/transaction.hpp"
#include "store/events.hpp"
#include "store/executor.hpp"
#include "store/passed_rows.hpp"
#include "store/signal.hpp"
#include "store/turns.hpp"

namespace profilestore::watching {
class Waker;
}

namespace profilestore::store {

class Core;
class WriteTransaction;

/// What a transaction or a snapshot of the application holds while its function runs. Its calls
/// come from the one thread that runs it.
struct Session {
  WriteTransaction* write = nullptr;                          ///< of a transaction
  sqlite::Connection* connection = nullptr;                   ///< what it reads by
  std::shared_ptr<const catalog::Catalog> catalog = nullptr;  ///< a snapshot's
  std::thread::id thread = std::this_thread::get_id();
  bool ended = false;

  /// Throws InvalidInput when the function has returned, or from another thread.
  void check() const;
};

/// Ends a session at the end of a scope: its handles are of no use from then on.
struct SessionEnd {
  Session& session;
  ~SessionEnd() { session.ended = true; }
};

using SessionPointer = std::shared_ptr<Session>;

/// A connection to read by: a read-only one lent for as long as this lives, or a session's. What is
/// read by it is of one moment, from the first call of collection() on.
class Reader {
 public:
  Reader(std::shared_ptr<Core> core, std::unique_ptr<sqlite::Connection> lent);
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
  const catalog::Catalog& catalog();

  /// What there was when a catalog was last read: see StoredRows::next_at(). Null if none was, or
  /// if this is of a moment that has begun.
  const catalog::Catalog* last_catalog();

  /// The collection; null if there is none.
  const catalog::CollectionEntry* collection(std::string_view name) { return catalog().find(name); }

 private:
  std::shared_ptr<Core> core_;
  std::unique_ptr<sqlite::Connection> lent_;
  SessionPointer session_;
  sqlite::Connection* connection_;
  std::optional<sqlite::ReadTransaction> moment_;  ///< of the lent connection
  std::shared_ptr<const catalog::Catalog> catalog_;
};

class Core : public std::enable_shared_from_this<Core> {
 public:
  /// Opens the store file at `path`, which is resolved and exists. Throws as Store::open does.
  Core(std::filesystem::path path, const StoreOptions& options, sqlite::Journal journal);
  ~Core();

  /// What Store::open does. When the last handle is dropped, work that is under way is ended first:
  /// see Executor.
  static std::shared_ptr<Core> open(const std::filesystem::path& path, const StoreOptions& options);

  /// The folder is removed with the store.
  void keep(std::unique_ptr<sqlite::LockedFolder> folder) { folder_ = std::move(folder); }

  /// Called after each write that was committed, once nothing is locked. Throws nothing.
  void after_write(void (*hook)(Core&)) { after_write_ = hook; }
  void wrote() {
    if (after_write_ != nullptr) after_write_(*this);
  }

  /// By StoreOptions::now.
  std::chrono::system_clock::time_point now() const {
    return options_.now ? options_.now() : std::chrono::system_clock::now();
  }

  /// Whether documents of a collection expire, by one look at the store that is just opened.
  bool has_expiry();

  /// Whether documents of a collection expire, as far as the last catalog that was read tells.
  bool expires() const { return expires_; }

  /// True once a second at most.
  bool may_expire_now() {
    const auto now = Clock::now().time_since_epoch().count();
    auto last = last_expiry_.load();
    if (last != 0 && now - last < Clock::duration(std::chrono::seconds(1)).count()) return false;
    return last_expiry_.compare_exchange_strong(last, now);
  }

  /// Throws in a child after fork, which has no thread.
  Executor& executor() {
    check_process();
    return executor_;
  }

  /// What expiry has passed over.
  PassedRows& passed_rows() { return passed_rows_; }

  const std::filesystem::path& path() const { return path_; }

  /// The name before the collection's in an E11000: the file's, without its extension.
  std::string database() const { return path_.stem().string(); }

  /// Those of this open store that no commit has written yet.
  const PendingEvents& pending_events() const { return events_; }

  /// How many threads wait for their turn to write.
  std::size_t waiting_writers() const { return turns_.waiting(); }

  bool read_only() const { return options_.read_only; }

  bool watches_without_hints() const { return options_.watch_without_hints; }

  /// Who waits for changes.
  Signal& signal() { return signal_; }

  /// Wakes them when another process writes; made by the first who waits. Guarded by its own mutex.
  struct WakerPlace {
    std::mutex mutex;
    std::weak_ptr<watching::Waker> waker;
  };
  WakerPlace& waker() { return waker_; }

  /// A number that changes when others commit, and never by commits of this open store. Nothing:
  /// its writer is busy until the deadline, or there is none.
  std::optional<std::int64_t> foreign_version(std::chrono::steady_clock::time_point deadline);

  /// A connection to read by, for as long as one likes; not counted among the readers.
  std::unique_ptr<sqlite::Connection> connect_watcher() {
    check_process();
    return connect_reader();
  }

  /// Since when the longest of its readers has been reading, `but` for one; nothing: none is.
  std::optional<std::chrono::steady_clock::time_point> oldest_own_reader(const Reader* but) const;

  /// Of the head mark beside the store, as it was when this was opened.
  const sqlite::HeadFile& head() const { return opening_.head; }

  /// A session's, if there is one. Throws InvalidInput inside a transaction's function, beside it.
  Reader reader(const SessionPointer& session = nullptr);

 private:
  friend class Reader;
  friend class WriteTransaction;
  friend class TransactionScope;
  friend class WriterTurn;
  friend class WriteGroup;

  using Clock = std::chrono::steady_clock;

  Clock::time_point deadline() const { return Clock::now() + options_.deadline; }
  bool wait_for_turn(SharedWrite* write, Clock::time_point deadline);
  sqlite::Connection& writer();
  void refuse_beside_transaction() const;
  void check_process() const;
  std::shared_ptr<const catalog::Catalog> catalog() const;
  void publish(std::shared_ptr<const catalog::Catalog> catalog);
  void keep_pending_events();
  void give_back(std::unique_ptr<sqlite::Connection> connection);
  std::unique_ptr<sqlite::Connection> idle_reader();
  std::unique_ptr<sqlite::Connection> connect_reader();
  std::unique_ptr<sqlite::Connection> connect_writer() const;
  std::unique_ptr<sqlite::Connection> still_here(std::unique_ptr<sqlite::Connection>) const;
  std::unique_ptr<sqlite::Connection> first_to_write();
  bool find_writer_to_leave() noexcept;
  void open_to_read();
  bool has_head_mark() const;
  void accept_lost_writes();
  sqlite::Settings settings(bool writable) const;

  std::unique_ptr<sqlite::LockedFolder> folder_;  // of a store for tests; else null
  std::filesystem::path path_;
  files::OpenStore open_file_;
  StoreOptions options_;
  sqlite::Journal journal_;
  pid_t owner_;
  sqlite::Opening opening_;
  Turns turns_;
  std::unique_ptr<sqlite::ProcessQueue> queue_;  // of durable writes; else null
  void (*after_write_)(Core&) = nullptr;
  std::atomic<Clock::rep> last_expiry_ = 0;
  std::atomic<bool> expires_ = false;
  PassedRows passed_rows_;
  std::atomic<std::thread::id> transaction_thread_{};  // that runs a transaction's function
  std::unique_ptr<sqlite::Connection> writer_;         // null before the first write
  std::optional<sqlite::ReadOnlyFile> file_;           // if nothing may be made beside the file
  WriteTransaction* innermost_ = nullptr;              // of the turns that are open, which nest
  PendingEvents events_;
  Signal signal_;
  WakerPlace waker_;
  std::atomic<int> writers_made_ = 0;
  mutable std::mutex shared_;  // guards what follows
  /// By which it was opened: whoever needs one first has it, to read or to write by. Null while it
  /// is lent, and for good once it is the writer's.
  std::unique_ptr<sqlite::Connection> first_;
  std::vector<std::unique_ptr<sqlite::Connection>> idle_readers_;
  std::map<const Reader*, Clock::time_point> reading_;  // since when
  std::shared_ptr<const catalog::Catalog> catalog_;
  Executor executor_;
};

/// The turn to write, which the caller has waited for; ends with this.
class WriterTurn {
 public:
  explicit WriterTurn(Core& core) : core_(core) {}
  ~WriterTurn() {
    // One that is stuck holds the lock on which other processes wait.
    if (core_.writer_ && core_.writer_->is_stuck()) core_.writer_.reset();
    core_.turns_.end();
  }
  WriterTurn(const WriterTurn&) = delete;
  WriterTurn& operator=(const WriterTurn&) = delete;

 private:
  Core& core_;
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
