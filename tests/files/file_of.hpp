// Bytes as a file without a name.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "files/file.hpp"

namespace file_of {

inline profilestore::files::File bytes(std::string_view bytes, const std::string& name,
                                       const std::string& container = "") {
  const int file = ::memfd_create("test", MFD_CLOEXEC);
  const bool written =
      file >= 0 && ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  if (!written) throw std::runtime_error("a file in memory");
  profilestore::files::File mapped(name, file, container);
  ::close(file);
  return mapped;
}

}  // namespace file_of
