// Which files this process has open as stores, and whether it was this process that opened them.
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace profilestore::files {

/// Stands for one open of a store's file, for as long as it lives.
class OpenStore {
 public:
  /// Throws StorageFailure in a child after fork whose parent had the file open at that moment:
  /// SQLite's record of its locks came along with the memory, and the locks did not.
  explicit OpenStore(const std::filesystem::path& path);
  ~OpenStore();
  OpenStore(const OpenStore&) = delete;
  OpenStore& operator=(const OpenStore&) = delete;

  /// What lies there once it is open to be written: on some file systems that makes a copy of it.
  void look_again(const std::filesystem::path& path);

  /// Whether that file is what lies there now.
  bool is_at(const std::filesystem::path& path) const;

 private:
  void enter();
  void leave();

  dev_t device_ = 0;
  ino_t inode_ = 0;
  pid_t owner_;
};

/// Whether that is the file of a store that is open in this process, or its -shm. To open it
/// without SQLite, and close it, would drop the locks that SQLite has on it, as POSIX has it: then
/// another process takes itself for alone, and what this one writes is lost.
bool is_of_open_store(const std::filesystem::path& path);

}  // namespace profilestore::files
