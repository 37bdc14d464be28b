#include "files/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>
#include <utility>

#include "extjson/reader.hpp"
#include "files/temporary_file.hpp"

namespace profilestore::files {
namespace {

[[noreturn]] void fail(std::string_view doing, const std::string& name) {
  throw StorageFailure(fmt::format("{} {}: {}", doing, name, std::strerror(errno)), 0);
}

/// A file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool is_regular(int file, const std::string& name) {
  struct stat status {};
  if (::fstat(file, &status) != 0) fail("reading", name);
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    fail("reading", name);
  }
  return S_ISREG(status.st_mode);
}

void write_all(int file, const char* bytes, std::size_t size, const std::string& name) {
  while (size > 0) {
    const ssize_t written = ::write(file, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("copying", name);
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

// Two passes need the bytes twice; a pipe gives them once.
void spool(int pipe, int copy, const std::string& name) {
  std::string buffer(1 << 20, '\0');
  for (;;) {
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("reading", name);
    if (count == 0) return;
    write_all(copy, buffer.data(), static_cast<std::size_t>(count), name);
  }
}

}  // namespace

File::File(const std::string& name) : name_(name) {
  const Descriptor file(name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) fail("opening", name);
  if (is_regular(file.number(), name)) {
    map(file.number());
  } else {
    const Descriptor copy(temporary_file());
    spool(file.number(), copy.number(), name);
    map(copy.number());
  }
}

File::File(std::string name, int descriptor, std::string container)
    : name_(std::move(name)), container_(std::move(container)) {
  map(descriptor);
}

File::~File() {
  if (data_ != nullptr) ::munmap(data_, reserved_);
}

File::File(File&& other) noexcept
    : name_(std::move(other.name_)),
      container_(std::move(other.container_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      reserved_(other.reserved_) {}

File& File::operator=(File&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(container_, other.container_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(reserved_, other.reserved_);
  return *this;
}

std::size_t File::padding() { return extjson::Reader::padding(); }

// The file's pages are laid over anonymous ones that reach further, so that what follows the last
// byte can be read too.
void File::map(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) fail("reading", name_);
  size_ = static_cast<std::size_t>(status.st_size);
  reserved_ = size_ + padding() + 1;
  void* space = ::mmap(nullptr, reserved_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (space == MAP_FAILED) fail("mapping", name_);
  data_ = static_cast<char*>(space);
  if (size_ == 0) return;
  if (::mmap(space, size_, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) == MAP_FAILED)
    fail("mapping", name_);
  ::madvise(space, size_, MADV_SEQUENTIAL);
}

}  // namespace profilestore::files
