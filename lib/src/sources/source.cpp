#include "sources/source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <profilestore/error.hpp>
#include <utility>

#include "extjson/bson.hpp"
#include "extjson/reader.hpp"
#include "sources/bson_splitter.hpp"
#include "sources/csv_splitter.hpp"
#include "sources/json_splitter.hpp"
#include "sources/temporary_file.hpp"

namespace profilestore::sources {
namespace {

[[noreturn]] void fail(std::string_view doing, const std::string& name) {
  throw StorageFailure(fmt::format("{} {}: {}", doing, name, std::strerror(errno)), 0);
}

/// A file descriptor, closed at the end.
class File {
 public:
  explicit File(int number) : number_(number) {}
  ~File() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
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

// A file of mongodump whose very first document is broken.
bool is_broken_bson(std::string_view name, std::string_view bytes) {
  return name.ends_with(".bson") && !bytes.empty() && bytes.front() != '{' && bytes.front() != '[';
}

bool begins_as_json(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first == std::string_view::npos || bytes[first] == '{' || bytes[first] == '[';
}

// Of the names that programs give to CSV, whatever it is packed in.
std::string type_by_name(std::string_view name) {
  for (const std::string_view packing : {".gz", ".zst", ".bz2", ".xz"})
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  return name.ends_with(".csv") ? "csv" : name.ends_with(".tsv") ? "tsv" : "";
}

}  // namespace

Source::Source(const std::string& name) : name_(name) {
  const File file(name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) fail("opening", name);
  if (is_regular(file.number(), name)) {
    map(file.number());
  } else {
    const File copy(temporary_file());
    spool(file.number(), copy.number(), name);
    map(copy.number());
  }
}

Source::Source(std::string name, int file, std::string container)
    : name_(std::move(name)), container_(std::move(container)) {
  map(file);
}

Source::~Source() {
  if (data_ != nullptr) ::munmap(data_, reserved_);
}

Source::Source(Source&& other) noexcept
    : name_(std::move(other.name_)),
      container_(std::move(other.container_)),
      metadata_(std::move(other.metadata_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(other.size_),
      reserved_(other.reserved_),
      format_(other.format_),
      csv_(std::move(other.csv_)) {}

// The file's pages are laid over anonymous ones that reach further, so that what follows the last
// byte can be read too.
void Source::map(int file) {
  struct stat status {};
  if (::fstat(file, &status) != 0) fail("reading", name_);
  size_ = static_cast<std::size_t>(status.st_size);
  reserved_ = size_ + extjson::Reader::padding() + 1;
  void* space = ::mmap(nullptr, reserved_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (space == MAP_FAILED) fail("mapping", name_);
  data_ = static_cast<char*>(space);
  if (size_ == 0) return;
  if (::mmap(space, size_, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
    fail("mapping", name_);
  ::madvise(space, size_, MADV_SEQUENTIAL);
  if (looks_like_bson(bytes()) || is_broken_bson(name_, bytes())) format_ = Format::bson;
}

void Source::read_as(const SourceType& type) {
  if (type.name.empty()) {
    const std::string told = format_ == Format::json ? type_by_name(name_) : "";
    if (!told.empty() && !begins_as_json(bytes()))
      throw InvalidInput(
          2, fmt::format(
                 "{} is named like a {} file and is not JSON; read it with the type {} (--type {})",
                 name_, told, told, told));
    return;
  }
  if (format_ == Format::bson)
    throw InvalidInput(2, fmt::format("{} is BSON, not {}", name_, type.name));
  if (json_format_of(bytes()) != "empty" && begins_as_json(bytes()))
    throw InvalidInput(
        2, fmt::format("{} looks like JSON, not {}; omit the type to read it as JSON", name_,
                       type.name));
  csv_ = std::make_unique<const CsvTable>(name_, bytes(), type);
  format_ = Format::csv;
}

std::string Source::format_name() const {
  std::string format(format_ == Format::bson ? "bson" : json_format_of(bytes()));
  if (csv_ && format != "empty") format = csv_->style().quotes ? "csv" : "tsv";
  return container_.empty() ? format : format + ", " + container_;
}

std::unique_ptr<Splitter> Source::splitter(Splitter::Test test,
                                           const Splitter::Place& place) const {
  if (format_ == Format::bson)
    return std::make_unique<BsonSplitter>(bytes(), std::move(test), place);
  if (format_ == Format::csv)
    return std::make_unique<CsvSplitter>(bytes(), csv_->style(), csv_->body(), std::move(test),
                                         place);
  return std::make_unique<JsonSplitter>(bytes(), std::move(test), place);
}

std::string_view Source::json_of(std::string_view piece, std::string& buffer) const {
  if (format_ == Format::json) return piece;
  buffer.clear();
  if (csv_)
    csv_->append_json(piece, buffer);
  else
    extjson::append_json_of_bson(piece, buffer);
  const std::size_t size = buffer.size();
  buffer.resize(size + extjson::Reader::padding());
  return std::string_view(buffer).substr(0, size);
}

}  // namespace profilestore::sources
