#include "files/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <profilestore/error.hpp>
#include <utility>

#include "extjson/reader.hpp"
#include "files/copy_pipe.hpp"
#include "files/mapping.hpp"
#include "files/open_stores.hpp"
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

std::shared_ptr<const Mapping> mapped(const std::string& name) {
  if (name != "-" && is_of_open_store(name))
    throw InvalidInput(9, fmt::format("{}: a store, which is open in this program, and no export; "
                                      "nothing was read. Export its collections, and read those",
                                      name));
  const Descriptor file(name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) fail("opening", name);
  if (is_regular(file.number(), name)) return std::make_shared<const Mapping>(file.number(), name);
  const Descriptor copy(temporary_file());
  copy_pipe(file.number(), copy.number(), name);
  return std::make_shared<const Mapping>(copy.number(), name);
}

}  // namespace

File::File(const std::string& name) : name_(name), whole_(mapped(name)), bytes_(whole_->bytes()) {}

File::File(std::string name, int descriptor, std::string container)
    : name_(std::move(name)),
      container_(std::move(container)),
      whole_(std::make_shared<const Mapping>(descriptor, name_)),
      bytes_(whole_->bytes()) {}

File::File(std::string name, std::shared_ptr<const Mapping> whole, std::string_view bytes,
           std::string container)
    : name_(std::move(name)),
      container_(std::move(container)),
      whole_(std::move(whole)),
      bytes_(bytes) {}

File File::part(std::string name, std::string_view bytes, const std::string& container) const {
  return {std::move(name), whole_, bytes, packed_in(container, container_)};
}

std::size_t File::padding() { return extjson::Reader::padding(); }

std::string packed_in(const std::string& container, const std::string& outer) {
  return outer.empty() ? container : container + ", " + outer;
}

}  // namespace profilestore::files
