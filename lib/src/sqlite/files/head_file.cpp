#include "sqlite/files/head_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <vector>

#include "document/sum.hpp"
#include "sqlite/files/permissions.hpp"

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

// Sectors of disks are 4 KiB at most: what tears one half leaves the other.
constexpr off_t half = 4096;
constexpr std::string_view head_begin = "profilestore head 1 ";

/// Of a file, closed at the end of its scope.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

// One line, of which the last word is the digest of the rest. On disk: do not change.
std::string line_of(const Head& head) {
  std::string line = fmt::format("{}store={} sequence={:016x} durable={} time={} ", head_begin,
                                 head.store, head.sequence, head.durable ? 1 : 0, head.time);
  return line + fmt::format("sum={:016x}\n", document::sum_of(line));
}

template <typename Number>
bool take(std::string_view line, std::string_view word, int base, Number& number) {
  const std::size_t at = line.find(word);
  if (at == line.npos) return false;
  const char* begin = line.data() + at + word.size();
  return std::from_chars(begin, line.data() + line.size(), number, base).ec == std::errc();
}

std::optional<Head> parsed_head(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  const std::size_t end = line.rfind("sum=");
  std::uint64_t sum = 0;
  if (!line.starts_with(head_begin) || end == line.npos) return std::nullopt;
  if (!take(line.substr(end), "sum=", 16, sum)) return std::nullopt;
  if (sum != document::sum_of(line.substr(0, end))) return std::nullopt;
  Head head;
  int durable = 0;
  const std::size_t store = line.find("store=");
  if (store == line.npos || !take(line, "sequence=", 16, head.sequence) ||
      !take(line, "durable=", 10, durable) || !take(line, "time=", 10, head.time))
    return std::nullopt;
  head.store = line.substr(store + 6, line.find(' ', store) - store - 6);
  head.durable = durable != 0;
  return head;
}

std::string bytes_at(int file, off_t from) {
  std::array<char, 512> bytes{};
  const ssize_t size = ::pread(file, bytes.data(), bytes.size(), from);
  return {bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

// The head that the file says, of the half with the greater sequence.
std::optional<Head> newest(int file) {
  auto first = parsed_head(bytes_at(file, 0)), second = parsed_head(bytes_at(file, half));
  if (first && second) return first->sequence > second->sequence ? first : second;
  return first ? first : second;
}

Head now(Head head) {
  head.time = std::chrono::duration_cast<std::chrono::seconds>(
                  std::chrono::system_clock::now().time_since_epoch())
                  .count();
  return head;
}

// -1 for what is no file of that name alone: to write there would be to write elsewhere.
int open_to_write(const fs::path& store) {
  const int file = ::open(head_path(store).c_str(),
                          O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  struct stat status {};
  if (file < 0) return file;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1) {
    // A new one's; of one that was there root does not know whose it should be.
    const bool is_new = status.st_size == 0, is_own = status.st_uid == ::geteuid();
    if (is_new || (is_own && ::geteuid() != 0)) give_permissions_of(store, file);
    return file;
  }
  ::close(file);
  return -1;
}

bool put(int file, std::string_view line, off_t to) {
  return ::pwrite(file, line.data(), line.size(), to) == static_cast<ssize_t>(line.size());
}

}  // namespace

fs::path head_path(const fs::path& store) { return store.string() + ".head"; }

HeadFile read_head(const fs::path& store) {
  const Descriptor file{
      ::open(head_path(store).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
  struct stat status {};
  if (file.number < 0) return {errno == ENOENT ? HeadState::none : HeadState::unreadable};
  if (::fstat(file.number, &status) != 0 || !S_ISREG(status.st_mode))
    return {HeadState::unreadable};
  if (auto head = newest(file.number)) return {HeadState::sound, *std::move(head)};
  // Cut off in its making it is empty.
  return {status.st_size == 0 ? HeadState::none : HeadState::damaged};
}

bool write_head(const fs::path& store, const Head& head) {
  const Descriptor file{open_to_write(store)};
  if (file.number < 0) return false;
  const auto before = newest(file.number);
  if (before && before->store == head.store && before->sequence >= head.sequence) return true;
  // The half that does not hold the newest.
  const bool second = before && parsed_head(bytes_at(file.number, 0)) &&
                      parsed_head(bytes_at(file.number, 0))->sequence == before->sequence;
  return put(file.number, line_of(now(head)), second ? half : 0) && ::fdatasync(file.number) == 0;
}

bool write_new_head(const fs::path& store, const Head& head) {
  const Descriptor file{open_to_write(store)};
  if (file.number < 0) return false;
  const std::string line = line_of(now(head));
  // Each half is on disk before the other changes.
  return ::ftruncate(file.number, half) == 0 && put(file.number, line, 0) &&
         ::fdatasync(file.number) == 0;
}

}  // namespace profilestore::sqlite
