// The bytes of a write-ahead log, read without SQLite: it uses what it can of a log and says
// nothing of the rest. SQLite takes no lock on this file, so to open and close it drops none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "sqlite/mark.hpp"

namespace profilestore::sqlite {

struct LogFile {
  bool there = false;       ///< the file; it may be empty
  std::uint64_t bytes = 0;  ///< its size
  bool header_sound = false;
  std::uint64_t frames = 0;   ///< sound ones up to the last commit, which is what SQLite reads
  std::uint64_t commits = 0;  ///< in them
  /// Commits that nobody reads because a frame is damaged: its own, if it says that it is one, and
  /// those that were written later and are whole.
  std::uint64_t commits_behind_damage = 0;
  /// The first and the last in its frames of one page.
  std::optional<Mark> first, last;
};

/// `mark_page`: where the table ps_head has its row; 0: unknown.
LogFile read_log(const std::filesystem::path& store, std::uint32_t mark_page);

/// Writes to the disk what is in the log. False if that failed.
bool sync_log(const std::filesystem::path& store);

/// "p.db-wal" of "p.db".
std::filesystem::path log_path(const std::filesystem::path& store);

}  // namespace profilestore::sqlite
