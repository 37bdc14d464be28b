// A file's bytes, mapped into memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace profilestore::files {

/// The bytes of a file, or those of the standard input ("-") or of a pipe, which are first written
/// to a file without a name. They are followed by padding() readable bytes.
/// REQUIRES: nobody shortens the file meanwhile.
class File {
 public:
  /// Opens the file of that name. Throws StorageFailure.
  explicit File(const std::string& name);
  /// What was unpacked into `descriptor`, which the caller closes. `container`: "gzip", "tar,
  /// zstd".
  File(std::string name, int descriptor, std::string container);
  ~File();
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return {data_, size_}; }
  const std::string& container() const { return container_; }

  static std::size_t padding();

 private:
  void map(int descriptor);

  std::string name_, container_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t reserved_ = 0;
};

}  // namespace profilestore::files
