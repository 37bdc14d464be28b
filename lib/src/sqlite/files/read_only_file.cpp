#include "sqlite/files/read_only_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
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

// SQLite begins one with a magic byte, and with a zero where it is of no use any more.
bool has_hot_journal(const fs::path& store) {
  std::ifstream journal(beside(store, "-journal"), std::ios::binary);
  return journal.get() > 0;
}

void copy_file(const fs::path& store, const fs::path& from, const fs::path& to) {
  std::error_code fault;
  if (!fs::copy_file(from, to, fault)) fail(store, "copying the store to read it", fault.message());
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

ReadOnlyFile::~ReadOnlyFile() {
  if (owner_ == ::getpid()) remove_copy();
}

std::unique_ptr<Connection> ReadOnlyFile::connect(std::chrono::milliseconds deadline) {
  const auto until = std::chrono::steady_clock::now() + deadline;
  if (has_hot_journal(path_))
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
    settings.as_of = stamp_of(copy_ / "store");
    settings.place = path_;
    connection = std::make_unique<Connection>(copy_ / "store", settings);
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
  if (is_there(copy_ / "store") && copied_store_ == store && copied_log_ == log) return;
  remove_copy();
  std::string folder = (fs::canonical(fs::temp_directory_path()) / "profilestore-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr)
    fail(path_, "making a folder for a copy of the store", std::strerror(errno));
  copy_ = folder;
  copy_file(path_, path_, copy_ / "store");
  copy_file(path_, beside(path_, "-wal"), copy_ / "store-wal");
  copied_store_ = store;
  copied_log_ = log;
}

void ReadOnlyFile::remove_copy() {
  if (copy_.empty()) return;
  std::error_code ignored;
  fs::remove_all(copy_, ignored);
  copy_.clear();
}

}  // namespace profilestore::sqlite
