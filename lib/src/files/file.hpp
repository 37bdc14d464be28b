// A file's bytes, mapped into memory.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace profilestore::files {

class Mapping;

/// The bytes of a file, or those of the standard input ("-") or of a pipe, which are first written
/// to a file without a name. They are followed by padding() readable bytes.
/// REQUIRES: nobody shortens the file meanwhile.
class File {
 public:
  /// Opens the file of that name. Throws StorageFailure; for a device too, and for a pipe that
  /// gives more than there is room for (see spool.hpp).
  explicit File(const std::string& name);
  /// What was unpacked into `descriptor`, which the caller closes. `container`: "gzip", "tar,
  /// zstd".
  File(std::string name, int descriptor, std::string container);
  /// What is at one place of a larger file.
  File(std::string name, std::shared_ptr<const Mapping> whole, std::string_view bytes,
       std::string container);

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  const std::string& container() const { return container_; }

  /// Some of its bytes as a file of their own, in a further container: "archive" in "gzip" is
  /// "archive, gzip".
  File part(std::string name, std::string_view bytes, const std::string& container) const;

  static std::size_t padding();

 private:
  std::string name_, container_;
  std::shared_ptr<const Mapping> whole_;
  std::string_view bytes_;
};

/// "tar" in "gzip" is "tar, gzip".
std::string packed_in(const std::string& container, const std::string& outer);

}  // namespace profilestore::files
