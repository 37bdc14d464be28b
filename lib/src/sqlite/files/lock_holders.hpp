// Which processes read a store, as the system tells of SQLite's locks. Linux alone does.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace profilestore::sqlite {

/// The processes that hold a lock to read by, each once; none if the system does not tell.
std::vector<pid_t> readers_of(const std::filesystem::path& store);

/// Whether a process has the store open in SQLite, this one too; false if the system does not tell.
bool is_open_anywhere(const std::filesystem::path& store);

/// The readers, of the text of /proc/locks, for a file of that device and inode.
std::vector<pid_t> readers_in(const std::string& locks, unsigned major, unsigned minor,
                              unsigned long inode);

struct Program {
  std::string name;              ///< empty: unknown
  std::chrono::seconds age{-1};  ///< how long it has been running; -1: unknown
};

Program program_of(pid_t process);

}  // namespace profilestore::sqlite
