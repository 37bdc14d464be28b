// Whole copies of a store, taken while it is in use, and back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <profilestore/progress.hpp>
#include <profilestore/store.hpp>

namespace profilestore {

/// What a copy holds.
struct BackupReport {
  std::filesystem::path path;    ///< of the copy, absolute
  std::int64_t collections = 0;  ///< in it
  std::int64_t documents = 0;    ///< in all of them
  std::int64_t bytes = 0;        ///< its size
};

/// Copies the store, as it is at one moment, to a new file at `path` (mode 0600), while others read
/// and write. The copy is a store itself; it is checked as Store::check does, and its documents are
/// counted beside the store's, before it gets its name: whatever stops this, there is no half of a
/// backup. A copy made by other means lacks what is in the log beside the store.
///
/// Throws StorageFailure if there is something at `path` or it can't be written (DiskFull,
/// ReadOnly); Corrupt if the store is damaged: then see Store::check. What `progress` throws ends
/// it. Nothing was done then.
BackupReport backup(const Store& store, const std::filesystem::path& path,
                    const OnProgress& progress = {});

/// The same of a backup that nobody writes to, to a new store at `path`, brought up to date. It
/// replaces nothing: move a store that is there away, and the files beside it, when no program has
/// it open: one that goes on writing is told so within a second, or 256 changes, and one that only
/// reads goes on with the old file.
///
/// Throws as backup() and Store::open do.
BackupReport restore(const std::filesystem::path& backup, const std::filesystem::path& path,
                     const OnProgress& progress = {});

}  // namespace profilestore
