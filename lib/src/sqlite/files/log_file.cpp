#include "sqlite/files/log_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <string>
#include <string_view>

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t header_size = 32, frame_header_size = 24;
constexpr std::uint32_t magic = 0x377f0682;  // and one more, if the sums are of big-endian words

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// SQLite's sum of a log, of which each frame continues the one before.
struct Chain {
  std::uint32_t first = 0, second = 0;
  bool operator==(const Chain&) const = default;

  void add(std::string_view bytes, bool big) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += (big ? big_endian(bytes, at) : little_endian(bytes, at)) + second;
      second += (big ? big_endian(bytes, at + 4) : little_endian(bytes, at + 4)) + first;
    }
  }
};

Chain chain_at(std::string_view bytes, std::size_t at) {
  return {big_endian(bytes, at), big_endian(bytes, at + 4)};
}

class LogReading {
 public:
  LogReading(int file, std::uint32_t mark_page) : file_(file), mark_page_(mark_page) {}

  void run(LogFile& log) {
    std::array<char, header_size> bytes{};
    if (::pread(file_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return;
    read_header({bytes.data(), bytes.size()}, log);
    if (page_size_ < 512 || page_size_ > 65536 || !std::has_single_bit(page_size_))
      page_size_ = 4096;  // a damaged header: what this library makes
    frame_.resize(frame_header_size + page_size_);
    off_t at = header_size;
    for (; ::pread(file_, frame_.data(), frame_.size(), at) == static_cast<ssize_t>(frame_.size());
         at += static_cast<off_t>(frame_.size()))
      read_frame(log);
  }

 private:
  void read_header(std::string_view header, LogFile& log) {
    const std::uint32_t begin = big_endian(header, 0);
    big_ = begin == magic + 1;
    page_size_ = big_endian(header, 8);
    Chain sum;
    sum.add(header.substr(0, 24), big_);
    log.header_sound = (begin == magic || begin == magic + 1) && sum == chain_at(header, 24);
    salts_ = header.substr(16, 8);
    sound_ = log.header_sound;
    known_ = sound_;
    chain_ = chain_at(header, 24);
  }

  void read_frame(LogFile& log) {
    const std::string_view frame = frame_;
    if (!log.header_sound && log_is_at_begin_) salts_ = frame.substr(8, 8);
    log_is_at_begin_ = false;
    Chain sum = chain_;
    sum.add(frame.substr(0, 8), big_);
    sum.add(frame.substr(frame_header_size), big_);
    const Chain said = chain_at(frame, 16);
    const bool same_log = frame.substr(8, 8) == salts_, follows = known_ && sum == said && same_log;
    const bool commits = big_endian(frame, 4) != 0;
    chain_ = said;  // of a frame that is damaged elsewhere: the next one proves it
    known_ = true;
    const bool damaged_here = sound_ && !follows;
    sound_ = sound_ && follows;
    if (sound_)
      take(frame, commits, log);
    else if (commits && same_log && (follows || damaged_here))
      ++log.commits_behind_damage;
  }

  void take(std::string_view frame, bool commits, LogFile& log) {
    ++frames_;
    if (mark_page_ != 0 && big_endian(frame, 0) == mark_page_)
      if (auto mark = mark_in(frame.substr(frame_header_size))) pending_ = std::move(mark);
    if (!commits) return;
    log.frames = frames_;
    ++log.commits;
    if (!pending_) return;
    if (!log.first) log.first = pending_;
    log.last = std::move(pending_);
    pending_.reset();
  }

  int file_;
  std::uint32_t mark_page_, page_size_ = 0;
  bool big_ = false, sound_ = false, known_ = false, log_is_at_begin_ = true;
  std::string salts_, frame_;
  Chain chain_;
  std::uint64_t frames_ = 0;
  std::optional<Mark> pending_;
};

int open_log(const fs::path& store, int flags) {
  return ::open(log_path(store).c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

}  // namespace

fs::path log_path(const fs::path& store) { return store.string() + "-wal"; }

LogFile read_log(const fs::path& store, std::uint32_t mark_page) {
  LogFile log;
  const int file = open_log(store, O_RDONLY);
  if (file < 0) {
    std::error_code ignored;
    log.there = fs::exists(fs::symlink_status(log_path(store), ignored));
    return log;
  }
  struct stat status {};
  log.there = true;
  if (::fstat(file, &status) == 0) log.bytes = static_cast<std::uint64_t>(status.st_size);
  LogReading(file, mark_page).run(log);
  ::close(file);
  return log;
}

bool sync_log(const fs::path& store) {
  const int file = open_log(store, O_RDWR);
  if (file < 0) return false;
  const bool done = ::fdatasync(file) == 0;
  ::close(file);
  return done;
}

}  // namespace profilestore::sqlite
