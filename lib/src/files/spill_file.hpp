// Records in a file without a name, written once from the beginning to the end and then read in
// that order: what does not fit into memory, without the pages of a mapped file, which count as
// memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::files {

class SpillFile {
 public:
  /// Throws StorageFailure, as all calls do if the disk is full or does not read.
  SpillFile();
  ~SpillFile();
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;

  /// Adds a record. REQUIRES: it has fewer than 2^32 bytes; no Reader has begun.
  void add(std::string_view record);

  /// The records, from the first on. Several may read one file, one after the other or at once.
  class Reader {
   public:
    /// REQUIRES: the file outlives it, and grows no more.
    explicit Reader(SpillFile& file);
    /// The next record, valid until the one after it; nothing: there are no more.
    std::optional<std::string_view> next();

   private:
    bool has(std::size_t bytes);

    const SpillFile* file_;
    std::uint64_t read_ = 0;  ///< of the file
    std::string buffer_;
    std::size_t at_ = 0;  ///< in the buffer
  };

 private:
  void flush();
  void close();

  int file_ = -1;
  std::uint64_t written_ = 0;
  std::string buffer_;
};

}  // namespace profilestore::files
