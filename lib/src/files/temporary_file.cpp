#include "files/temporary_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <profilestore/error.hpp>
#include <string>

namespace profilestore::files {
namespace {

// Not every file system can make one that never had a name.
int make_in(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  std::string name = folder + "/profilestore-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

// Where the standard input, output or error was closed, its number would be given to the file.
int above_standard(int file) {
  if (file > STDERR_FILENO) return file;
  const int higher = ::fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  ::close(file);
  return higher;
}

}  // namespace

int temporary_file() {
  const char* wished = std::getenv("TMPDIR");
  if (wished != nullptr && *wished != '\0') {
    const int file = make_in(wished);
    if (file >= 0) return above_standard(file);
    throw StorageFailure(
        fmt::format("creating a temporary file in $TMPDIR ({}): {}", wished, std::strerror(errno)),
        0);
  }
  for (const char* folder : {"/var/tmp", "/tmp"})
    if (const int file = make_in(folder); file >= 0) return above_standard(file);
  throw StorageFailure(fmt::format("creating a temporary file: {}", std::strerror(errno)), 0);
}

}  // namespace profilestore::files
