#include "files/mapping.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>

#include "files/file.hpp"

namespace profilestore::files {
namespace {

[[noreturn]] void mapping_failed(std::string_view doing, const std::string& name) {
  throw StorageFailure(fmt::format("{} {}: {}", doing, name, std::strerror(errno)), 0);
}

}  // namespace

// The file's pages are laid over anonymous ones that reach further, so that what follows the last
// byte can be read too.
Mapping::Mapping(int descriptor, const std::string& name) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) mapping_failed("reading", name);
  size_ = static_cast<std::size_t>(status.st_size);
  reserved_ = size_ + File::padding() + 1;
  void* space = ::mmap(nullptr, reserved_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (space == MAP_FAILED) mapping_failed("mapping", name);
  data_ = static_cast<char*>(space);
  if (size_ == 0) return;
  if (::mmap(space, size_, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) == MAP_FAILED) {
    const int why = errno;
    ::munmap(space, reserved_);
    errno = why;
    mapping_failed("mapping", name);
  }
  ::madvise(space, size_, MADV_SEQUENTIAL);
}

Mapping::~Mapping() { ::munmap(data_, reserved_); }

}  // namespace profilestore::files
