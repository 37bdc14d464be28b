// A file's bytes, mapped into memory: what one file, or several in it, are read from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace profilestore::files {

class Mapping {
 public:
  /// All of the file that `descriptor` has open, which the caller closes; File::padding() readable
  /// bytes follow. `name` is for errors. Throws StorageFailure.
  Mapping(int descriptor, const std::string& name);
  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::string_view bytes() const { return {data_, size_}; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0, reserved_ = 0;
};

}  // namespace profilestore::files
