// Which store files this process has open, and whether it was this process that opened them.
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace profilestore::store {

/// Stands for one open of a store file, for as long as it lives.
class OpenFile {
 public:
  /// Throws StorageFailure in a child after fork whose parent had the file open at that moment:
  /// SQLite's record of its locks came along with the memory, and the locks did not.
  explicit OpenFile(const std::filesystem::path& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

 private:
  dev_t device_ = 0;
  ino_t inode_ = 0;
  pid_t owner_;
};

}  // namespace profilestore::store
