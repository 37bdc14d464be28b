// The file of a store, as POSIX sees it: what may be opened, and how a new one comes to be. Nothing
// here opens a file that a connection may have open: closing it would drop SQLite's locks.
#pragma once

#include <filesystem>
#include <optional>

#include "sqlite/files/locked_folder.hpp"

namespace profilestore::sqlite {

/// `path` made absolute, its folder without symbolic links. Throws InvalidInput for a path that
/// can't name a store (empty, with a NUL, an SQLite `file:` URI), StorageFailure if its folder does
/// not exist.
std::filesystem::path resolve(const std::filesystem::path& path);

/// Where the store is, or is to be, whose file is at `path`: of a new one on its way that is not
/// the place where its file lies.
std::filesystem::path place_of(const std::filesystem::path& path);

/// Whether something is there. Throws NotAStore if it is anything else than a regular file with one
/// name: a link, a folder, a pipe.
bool store_exists(const std::filesystem::path& path);

/// A new store on its way: a private file (mode 0600) in a folder of its own beside `target`, which
/// gets its name when it is complete. What killed processes left behind for the same target is
/// removed first: the folder of a living one is locked.
class NewFile {
 public:
  /// Throws StorageFailure if the log of another store lies where this one's will be.
  explicit NewFile(std::filesystem::path target);
  // At the end the folder is removed, and the file unless it was published.

  std::filesystem::path path() const {
    return folder_->path() / "store";
  }  // as place_of() knows it

  const std::filesystem::path& target() const { return target_; }

  /// Makes the file durable and gives it its name, all or nothing. False if something else got that
  /// name meanwhile. REQUIRES: no connection to it is open.
  bool publish();

 private:
  void refuse_log_of_another() const;

  std::filesystem::path target_;
  std::optional<LockedFolder> folder_;
};

}  // namespace profilestore::sqlite
