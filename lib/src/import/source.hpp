// A source of an import: its bytes, mapped into memory, and what they look like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace profilestore::importing {

/// A file's bytes, or those of the standard input ("-") or of a pipe, which are first written to a
/// file without a name. They are followed by at least extjson::Reader::padding() readable bytes.
/// REQUIRES: nobody shortens the file meanwhile.
class Source {
 public:
  /// Throws StorageFailure.
  explicit Source(const std::string& name);
  ~Source();
  Source(Source&& other) noexcept;
  Source& operator=(Source&&) = delete;

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return {data_, size_}; }

 private:
  void map(int file);

  std::string name_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t reserved_ = 0;
};

}  // namespace profilestore::importing
