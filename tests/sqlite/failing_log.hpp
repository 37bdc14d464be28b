// A disk that fails to sync, or to write, the log of a store.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <string>

/// For as long as it lives, what is opened goes through it. REQUIRES: nothing is open when it ends.
/// One at a time.
class FailingLog {
 public:
  FailingLog() : vfs_(*sqlite3_vfs_find(nullptr)) {
    real() = sqlite3_vfs_find(nullptr);
    vfs_.zName = "failing-log";
    vfs_.xOpen = &FailingLog::open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FailingLog() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real(), 1);
    syncs_to_fail() = writes_to_fail() = 0;
  }
  FailingLog(const FailingLog&) = delete;
  FailingLog& operator=(const FailingLog&) = delete;

  static void fail_syncs(int count) { syncs_to_fail() = count; }
  static void fail_writes(int count) { writes_to_fail() = count; }

  /// How many there were.
  static std::atomic<int>& syncs() {
    static std::atomic<int> count = 0;
    return count;
  }

 private:
  static sqlite3_vfs*& real() {
    static sqlite3_vfs* vfs = nullptr;
    return vfs;
  }
  static std::atomic<int>& syncs_to_fail() {
    static std::atomic<int> count = 0;
    return count;
  }
  static std::atomic<int>& writes_to_fail() {
    static std::atomic<int> count = 0;
    return count;
  }
  static sqlite3_io_methods& methods() {
    static sqlite3_io_methods ours;
    return ours;
  }
  static const sqlite3_io_methods*& real_methods() {
    static const sqlite3_io_methods* theirs = nullptr;
    return theirs;
  }

  static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    const int code = real()->xOpen(real(), name, file, flags, out);
    if (code != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0 || file->pMethods == nullptr)
      return code;
    if (real_methods() == nullptr) {
      real_methods() = file->pMethods;
      methods() = *file->pMethods;
      methods().xSync = &FailingLog::sync;
      methods().xWrite = &FailingLog::write;
    }
    if (file->pMethods == real_methods()) file->pMethods = &methods();
    return code;
  }

  static int sync(sqlite3_file* file, int flags) {
    ++syncs();
    if (syncs_to_fail() > 0) {
      --syncs_to_fail();
      return SQLITE_IOERR_FSYNC;
    }
    return real_methods()->xSync(file, flags);
  }

  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (writes_to_fail() > 0) {
      --writes_to_fail();
      return SQLITE_IOERR_WRITE;
    }
    return real_methods()->xWrite(file, bytes, size, offset);
  }

  sqlite3_vfs vfs_;
};
