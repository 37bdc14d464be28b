#include "sqlite/files/read_only_file.hpp"
#include "sqlite/files/journal_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>
#include <thread>

#include "sqlite/files/store_file.hpp"

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Time stamps of files are taken from a clock that ticks.
constexpr auto longest_tick = 20ms;

fs::path beside(const fs::path& store, const char* suffix) { return store.string() + suffix; }

bool is_there(const fs::path& path) { return stamp_of(path).inode != 0; }

[[noreturn]] void fail(const fs::path& store, const char* doing, const std::string& why) {
  throw StorageFailure(
      fmt::format("{}: {}: {}; nothing was done", place_of(store).string(), doing, why), 0);
}

void copy_file(const fs::path& store, const fs::path& from, const fs::path& to) {
  std::error_code fault;
  if (!fs::copy_file(from, to, fault)) fail(store, "copying the store to read it", fault.message());
}

constexpr std::string_view folder_prefix = "profilestore.", folder_suffix = ".copy";

// What killed processes left behind is removed first.
std::unique_ptr<LockedFolder> folder_for_copy(const fs::path& store) try {
  return LockedFolder::anew(fs::canonical(fs::temp_directory_path()), folder_prefix, folder_suffix);
} catch (const fs::filesystem_error& fault) {
  fail(store, "making a folder for a copy of the store", fault.code().message());
}

// A change after this has another stamp than `stamp`.
void let_tick_pass(const FileStamp& stamp) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto age = now - std::chrono::nanoseconds(stamp.modified);
  if (age < longest_tick) std::this_thread::sleep_for(longest_tick);
}

}  // namespace

bool is_ours_to_write(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return true;  // the opening itself will say so
  const bool owner = status.st_uid == ::geteuid() || ::geteuid() == 0;
  return owner && ::access(path.c_str(), R_OK | W_OK) == 0 &&
         ::access(path.parent_path().c_str(), W_OK | X_OK) == 0;
}

std::unique_ptr<Connection> ReadOnlyFile::connect(std::chrono::milliseconds deadline) {
  const auto until = std::chrono::steady_clock::now() + deadline;
  if (has_journal(path_))
    fail(path_, "reading the store",
         "a rollback journal beside it holds what an unfinished write has changed: its owner must "
         "open it once");
  do {
    if (is_there(beside(path_, "-shm")) && is_there(beside(path_, "-wal")))
      if (auto connection = by_shared_memory(deadline)) return connection;
    if (auto connection = alone(deadline)) return connection;
  } while (std::chrono::steady_clock::now() < until);
  throw Busy(fmt::format("{}: other processes open and close the store all the time, and this user "
                         "may not write beside it; nothing was done. Try again",
                         place_of(path_).string()),
             0);
}

// Null if somebody has opened or changed it meanwhile.
std::unique_ptr<Connection> ReadOnlyFile::alone(std::chrono::milliseconds deadline) {
  const fs::path log = beside(path_, "-wal");
  const FileStamp store = stamp_of(path_), logged = stamp_of(log);
  let_tick_pass(store);
  let_tick_pass(logged);
  Settings settings{.writable = false, .deadline = deadline, .as_of = store};
  std::unique_ptr<Connection> connection;
  if (logged.size == 0) {
    settings.beside = Beside::nothing;
    connection = std::make_unique<Connection>(path_, settings);
  } else {
    const std::lock_guard lock(mutex_);
    copy(store, logged);
    settings.as_of = stamp_of(copy_->path() / "store");
    settings.place = path_;
    connection = std::make_unique<Connection>(copy_->path() / "store", settings);
  }
  const bool same = stamp_of(path_) == store && stamp_of(log) == logged;
  return same ? std::move(connection) : nullptr;
}

// Null if the last of those who have the store open closed it meanwhile.
std::unique_ptr<Connection> ReadOnlyFile::by_shared_memory(std::chrono::milliseconds deadline) {
  const fs::path log = beside(path_, "-wal");
  const FileStamp before = stamp_of(log);
  try {
    auto connection = std::make_unique<Connection>(
        path_, Settings{.writable = false, .deadline = deadline, .beside = Beside::log_as_it_is});
    (void)connection->number("SELECT count(*) FROM sqlite_schema");
    return connection;
  } catch (const StorageFailure&) {
    if (is_there(beside(path_, "-shm")) && ::access(beside(path_, "-shm").c_str(), R_OK) == 0)
      throw;
  }
  // SQLite made a log where the other's was a moment ago.
  struct stat status {};
  if (::lstat(log.c_str(), &status) == 0 && status.st_uid == ::geteuid() && status.st_size == 0 &&
      status.st_ino != before.inode)
    ::unlink(log.c_str());
  return nullptr;
}

void ReadOnlyFile::copy(const FileStamp& store, const FileStamp& log) {
  if (copy_ && is_there(copy_->path() / "store") && copied_store_ == store && copied_log_ == log)
    return;
  copy_.reset();
  copy_ = folder_for_copy(path_);
  copy_file(path_, path_, copy_->path() / "store");
  copy_file(path_, beside(path_, "-wal"), copy_->path() / "store-wal");
  copied_store_ = store;
  copied_log_ = log;
}

}  // namespace profilestore::sqlite
