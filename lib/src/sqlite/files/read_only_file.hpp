// A store that is read by somebody who may not, or must not, write beside it.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "sqlite/connection.hpp"
#include "sqlite/files/locked_folder.hpp"

namespace profilestore::sqlite {

/// Whether this user may write the file, and may leave what SQLite makes beside it: in another's
/// store that would be files which the owner may not write.
bool is_ours_to_write(const std::filesystem::path& path);

/// Makes no file beside the store: reads it by the shared memory of those who have it open, as it
/// lies there if nobody has, and by a private copy if it has a log but no shared memory.
class ReadOnlyFile {
 public:
  /// `path`: as Connection takes it.
  explicit ReadOnlyFile(std::filesystem::path path) : path_(std::move(path)) {}
  ReadOnlyFile(const ReadOnlyFile&) = delete;
  ReadOnlyFile& operator=(const ReadOnlyFile&) = delete;

  /// A connection that reads what there is now. Throws Busy if it is changing all the time.
  std::unique_ptr<Connection> connect(std::chrono::milliseconds deadline);

 private:
  std::unique_ptr<Connection> by_shared_memory(std::chrono::milliseconds deadline);
  std::unique_ptr<Connection> alone(std::chrono::milliseconds deadline);
  void copy(const FileStamp& store, const FileStamp& log);

  std::filesystem::path path_;
  std::mutex mutex_;  ///< guards what follows
  std::unique_ptr<LockedFolder> copy_;
  FileStamp copied_store_, copied_log_;
};

}  // namespace profilestore::sqlite
