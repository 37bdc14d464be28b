// The file of the head mark, beside the store: the last mark that is on disk. Small, and written in
// place, in one of two halves by turns, so that one torn write leaves the other half.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace profilestore::sqlite {

struct Head {
  std::string store;           ///< as Mark::store
  std::uint64_t sequence = 0;  ///< what the store had reached, or more
  /// Whether each commit was on disk before the next began, as far as this mark knows.
  bool durable = true;
  std::int64_t time = 0;  ///< when, in seconds since 1970
};

enum class HeadState { none, unreadable, damaged, sound };

struct HeadFile {
  HeadState state = HeadState::none;
  Head head = {};  ///< if it is sound
};

/// "p.db.head" of "p.db".
std::filesystem::path head_path(const std::filesystem::path& store);

HeadFile read_head(const std::filesystem::path& store);

/// False if it could not be written: then the last one stands. Makes the file, with the store's
/// permissions, if it is not there. REQUIRES: what it says is on disk.
bool write_head(const std::filesystem::path& store, const Head& head);

/// For a new store, in place of one that may be left: both halves of the file.
bool write_new_head(const std::filesystem::path& store, const Head& head);

}  // namespace profilestore::sqlite
