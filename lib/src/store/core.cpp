#include "store/core.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include <profilestore/error.hpp>
#include <utility>

#include "sqlite/files/journal_file.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/head_marks.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/opening.hpp"
#include "store/build.hpp"
#include "store/collations.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::store {
namespace {

// More readers at once are made and closed again; these are kept.
constexpr std::size_t kept_readers = 8;

// A point in time that the clock can hold: to wait "for ever" is to wait for ten years.
StoreOptions bounded(StoreOptions options) {
  using namespace std::chrono_literals;
  constexpr std::chrono::milliseconds longest = 24h * 3650;
  options.deadline = std::clamp(options.deadline, 0ms, longest);
  return options;
}

}  // namespace

Core::Core(std::filesystem::path path, const StoreOptions& options, sqlite::Journal journal)
    : path_(std::move(path)),
      open_file_(path_),
      options_(bounded(options)),
      journal_(journal),
      owner_(::getpid()) {
  idle_readers_.reserve(kept_readers);  // to give one back must not fail
  last_expiry_ = Clock::now().time_since_epoch().count();
  const sqlite::FirstLook look(path_);
  sqlite::refuse_foreign_journal(path_);
  if (has_head_mark()) opening_ = look.opening(options_.accept_rollback);
  if (options_.read_only && !sqlite::is_ours_to_write(path_)) {
    open_to_read();
    return;
  }
  // Without an fsync a write takes less than to hand its turn over.
  if (journal_ == sqlite::Journal::wal_full) queue_ = std::make_unique<sqlite::ProcessQueue>(path_);
  writer_ = std::make_unique<sqlite::Connection>(path_, settings(true));
  open_file_.look_again(path_);
  {
    const sqlite::ReadTransaction moment(*writer_);
    sqlite::verify_identity(*writer_);
    if (has_head_mark()) sqlite::look_at_opened(*writer_, opening_, options_.accept_rollback);
  }
  writer_->start_journal();
  if (has_head_mark()) writer_->keep_head_marks(options_.durability == Durability::durable);
  sqlite::migrate(*writer_, sqlite::migrations(), std::exchange(options_.progress, {}));
  if (opening_.lacks_writes) accept_lost_writes();
  if (opening_.log_has_remains && !options_.read_only) writer_->checkpoint_truncate();
  if (has_stale_collations(*writer_)) {
    WriteTransaction write(*this);
    renew_stale_collations(write, database());
    write.commit();
  }
  // Without a journal it has the file for itself; and who opens to read has readers that can't
  // write.
  if (journal_ != sqlite::Journal::none && !options_.read_only) first_ = std::move(writer_);
}

// Of a file that nobody else knows yet there is none.
bool Core::has_head_mark() const { return journal_ != sqlite::Journal::none; }

void Core::accept_lost_writes() {
  EventLog log;
  log.add(bounded_now({.kind = EventKind::rollback, .operation = "open", .documents = 0}));
  events_.add(log);
  writer_->head_marks()->accept(opening_.head);
  keep_pending_events();
}

void Core::open_to_read() {
  file_.emplace(path_);
  auto connection = connect_reader();
  sqlite::verify_identity(*connection);
  sqlite::look_at_opened(*connection, opening_, false);
  if (const auto version = connection->number("PRAGMA user_version");
      version < sqlite::migrations().back().number)
    throw ReadOnly(fmt::format("{}: the store has schema version {}, of an older release, and this "
                               "user may not bring it up to date; nothing was done. Let its owner "
                               "open it once",
                               path_.string(), version),
                   0);
  if (has_stale_collations(*connection))
    throw ReadOnly(fmt::format("{}: the store has indexes by another version of ICU, and this user "
                               "may not make them anew; nothing was done. Let its owner open it "
                               "once",
                               path_.string()),
                   0);
  give_back(std::move(connection));
}

// What is damaged there is told by whoever needs it.
bool Core::has_expiry() {
  if (!first_ || options_.read_only) return false;
  try {
    return first_->number("SELECT EXISTS (SELECT 1 FROM ps_expiry)") != 0;
  } catch (const StorageFailure&) {
    return false;
  }
}

Reader Core::reader(const SessionPointer& session) {
  check_process();
  if (session) {
    session->check();
    return {shared_from_this(), session};
  }
  refuse_beside_transaction();
  // Where more threads read than there are processors, who waits for the disk, and then for one of
  // them, would wait for all.
  if (turns_.is_taken()) std::this_thread::yield();
  auto connection = idle_reader();
  if (!connection) connection = connect_reader();
  return {shared_from_this(), std::move(connection)};
}

// Null if it is not there.
std::unique_ptr<sqlite::Connection> Core::first_to_write() {
  std::unique_ptr<sqlite::Connection> first;
  {
    const std::lock_guard lock(shared_);
    first = std::move(first_);
  }
  if (first) first->serve(sqlite::Use::writing);
  return first;
}

// Null if there is none. One that may not write is taken before the one that may.
std::unique_ptr<sqlite::Connection> Core::idle_reader() {
  std::unique_ptr<sqlite::Connection> idle;
  {
    const std::lock_guard lock(shared_);
    if (idle_readers_.empty()) {
      idle = std::move(first_);
    } else {
      idle = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    }
  }
  if (idle) idle->serve(sqlite::Use::reading);
  return idle;
}

std::unique_ptr<sqlite::Connection> Core::connect_reader() {
  if (file_) return file_->connect(options_.deadline);
  return still_here(std::make_unique<sqlite::Connection>(path_, settings(false)));
}

// False: another thread has done the write.
bool Core::wait_for_turn(SharedWrite* write, Clock::time_point deadline) {
  check_process();
  refuse_beside_transaction();
  if (options_.read_only)
    throw ReadOnly(path_.string() + ": the store was opened for reading; nothing was done", 0);
  const auto outcome = turns_.wait(write, deadline);
  if (outcome == Turns::Outcome::late)
    throw Busy(path_.string() +
                   ": other threads have been writing to the store for longer than the deadline; "
                   "nothing was done. Try again",
               0);
  return outcome == Turns::Outcome::turn;
}

// REQUIRES: it is the caller's turn. One whose reading or writing has failed may hold locks that it
// does not know of, and believe of the log what is not on the disk.
sqlite::Connection& Core::writer() {
  if (writer_ && !writer_->has_failed()) return *writer_;
  writer_.reset();
  writer_ = first_to_write();
  if (!writer_) writer_ = connect_writer();
  ++writers_made_;
  return *writer_;
}

// Another store may lie at the path by now.
std::unique_ptr<sqlite::Connection> Core::still_here(
    std::unique_ptr<sqlite::Connection> connection) const {
  if (!open_file_.is_at(path_)) connection->raise(SQLITE_READONLY_DBMOVED, "opening");
  return connection;
}

std::unique_ptr<sqlite::Connection> Core::connect_writer() const {
  auto connection = still_here(std::make_unique<sqlite::Connection>(path_, settings(true)));
  {
    const sqlite::ReadTransaction moment(*connection);
    sqlite::verify_identity(*connection);
  }
  connection->start_journal();
  if (has_head_mark()) connection->keep_head_marks(options_.durability == Durability::durable);
  return connection;
}

std::optional<std::int64_t> Core::foreign_version(Clock::time_point deadline) {
  check_process();
  refuse_beside_transaction();
  if (options_.read_only || turns_.wait(nullptr, deadline) != Turns::Outcome::turn)
    return std::nullopt;
  const WriterTurn turn(*this);
  sqlite::Connection& connection = writer();
  // Of another connection it is another number, whatever was written.
  return connection.number("PRAGMA data_version") * 1024 + writers_made_ % 1024;
}

void Core::refuse_beside_transaction() const {
  if (transaction_thread_ == std::this_thread::get_id())
    throw InvalidInput(50,
                       "inside a transaction, use the collections of the transaction: a call to "
                       "the store would wait for the transaction to end");
}

void Core::check_process() const {
  if (owner_ != ::getpid())
    throw StorageFailure("the store was opened by another process: open it again after fork", 0);
}

std::optional<std::chrono::steady_clock::time_point> Core::oldest_own_reader(
    const Reader* but) const {
  const std::lock_guard lock(shared_);
  std::optional<Clock::time_point> oldest;
  for (const auto& [reader, since] : reading_)
    if (reader != but && (!oldest || since < *oldest)) oldest = since;
  return oldest;
}

std::shared_ptr<const catalog::Catalog> Core::catalog() const {
  const std::lock_guard lock(shared_);
  return catalog_;
}

void Core::publish(std::shared_ptr<const catalog::Catalog> catalog) {
  const std::lock_guard lock(shared_);
  if (!catalog_ || catalog_->schema_version < catalog->schema_version)
    catalog_ = std::move(catalog);
  expires_ = catalog_->expires;
}

void Core::give_back(std::unique_ptr<sqlite::Connection> connection) {
  const std::lock_guard lock(shared_);
  if (connection->in_transaction() || connection->is_of_one_moment() || connection->has_failed())
    return;
  if (connection->is_writable())
    first_ = std::move(connection);
  else if (idle_readers_.size() < kept_readers)
    idle_readers_.push_back(std::move(connection));
}

sqlite::Settings Core::settings(bool writable) const {
  return {.writable = writable, .journal = journal_, .deadline = options_.deadline};
}

}  // namespace profilestore::store
