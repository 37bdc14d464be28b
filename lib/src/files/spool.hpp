// Several files in one without a name: as many as there are, they cost one descriptor and one
// mapping.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/file.hpp"

namespace profilestore::files {

class Spool {
 public:
  /// `source`: what the files come from, for errors. Throws StorageFailure.
  explicit Spool(const std::string& source);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// A further file begins; what is written from now on is in it.
  void begin(std::string name, std::string container);

  /// At `offset` from the file's start; what is passed over is zeros. No bytes at an offset make
  /// the file that long.
  void write(std::string_view bytes, std::uint64_t offset);
  void append(std::string_view bytes) { write(bytes, size_); }

  /// All of them, mapped. REQUIRES: nothing is written any more.
  std::vector<File> files();

 private:
  void end();

  struct Entry {
    std::string name, container;
    std::uint64_t begin, size;
  };

  std::string source_;
  int file_;
  std::vector<Entry> entries_;
  std::uint64_t size_ = 0;  ///< of the file at hand
  std::uint64_t next_ = 0;  ///< where the next one begins
};

}  // namespace profilestore::files
