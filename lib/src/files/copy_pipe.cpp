#include "files/copy_pipe.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>
#include <string_view>

#include "files/mapping.hpp"
#include "files/noise.hpp"
#include "files/write_all.hpp"

namespace profilestore::files {
namespace {

std::string told(const std::string& name) { return name == "-" ? "standard input" : name; }

bool is_null_device(const struct stat& status) {
  struct stat null {};
  return ::stat("/dev/null", &null) == 0 && S_ISCHR(null.st_mode) && status.st_rdev == null.st_rdev;
}

void refuse_device(int file, const std::string& name) {
  struct stat status {};
  if (::fstat(file, &status) != 0 || ::isatty(file) == 1) return;
  const bool device =
      S_ISBLK(status.st_mode) || (S_ISCHR(status.st_mode) && !is_null_device(status));
  if (device)
    throw StorageFailure(
        fmt::format("{} is a device; give a file, a pipe or - for standard input", told(name)), 0);
}

void check_room(int copy, std::uint64_t size, const std::string& name) {
  struct statvfs disk {};
  if (::fstatvfs(copy, &disk) != 0) return;
  if (disk.f_bavail * disk.f_frsize >= room_to_leave) return;
  throw StorageFailure(
      fmt::format("{} gave {} MiB, and the folder of temporary files has no more room; nothing was "
                  "read. Set TMPDIR to a folder with more room, or write it to a file and give its "
                  "name",
                  told(name), size >> 20),
      0);
}

// Noise, and one line again and again, or one byte where there are no lines: who gives that may
// never end.
void refuse_nonsense(int copy, std::uint64_t size, const std::string& name) {
  const Mapping mapped(copy, name);
  const std::string_view bytes = mapped.bytes();
  if (is_noise(bytes))
    throw StorageFailure(
        fmt::format(
            "{} gave {} MiB without any structure: they are encrypted, random, or packed in "
            "a way that is not known here; nothing was read. Decrypt or unpack them first",
            told(name), size >> 20),
        0);
  const std::size_t line = bytes.substr(0, bytes.size() / 2).find('\n') + 1;
  const std::size_t period = std::max<std::size_t>(line, 1);
  if (bytes.substr(period) != bytes.substr(0, bytes.size() - period)) return;
  throw StorageFailure(fmt::format("{} repeats its first {} for {} MiB, and is no export; nothing "
                                   "was read",
                                   told(name), line > 0 ? "line" : "byte", size >> 20),
                       0);
}

}  // namespace

void copy_pipe(int pipe, int copy, const std::string& name, std::uint64_t longest) {
  constexpr std::uint64_t between_checks = 64 << 20;
  refuse_device(pipe, name);
  std::string buffer(1 << 20, '\0');
  std::uint64_t size = 0, checked = 0;
  for (;;) {
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw StorageFailure(fmt::format("reading {}: {}", told(name), std::strerror(errno)), 0);
    if (count == 0) return;
    write_all(copy, {buffer.data(), static_cast<std::size_t>(count)}, size,
              "copying " + told(name));
    size += static_cast<std::uint64_t>(count);
    if (size > longest)
      throw StorageFailure(
          fmt::format("{} gave more than {} MiB and did not end; nothing was read. If it is all "
                      "meant, write it to a file and give its name",
                      told(name), longest >> 20),
          0);
    if (size - checked < between_checks) continue;
    check_room(copy, size, name);
    if (checked == 0) refuse_nonsense(copy, size, name);
    checked = size;
  }
}

}  // namespace profilestore::files
