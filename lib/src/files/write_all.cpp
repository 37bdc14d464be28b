#include "files/write_all.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>

namespace profilestore::files {
namespace {

[[noreturn]] void fail(int why, const std::string& doing) {
  const std::string message = fmt::format("{}: {}", doing, std::strerror(why));
  if (why == ENOSPC || why == EDQUOT) throw DiskFull(message, 0);
  throw StorageFailure(message, 0);
}

}  // namespace

void write_all(int file, std::string_view bytes, std::uint64_t offset, const std::string& doing) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno, doing);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

}  // namespace profilestore::files
