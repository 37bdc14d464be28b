#include "sqlite/files/process_queue.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <ctime>
#include <string>
#include <thread>

#include "sqlite/files/permissions.hpp"

namespace profilestore::sqlite {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Word = std::atomic<std::uint32_t>;

constexpr std::size_t page_size = 4096;

// For how long a turn may last before those who wait look whether anybody has SQLite's lock: the
// next in the queue first.
constexpr auto stall = 20ms, stall_each = 2ms, longest_stall = 100ms;

timespec timespec_of(Clock::time_point time) {
  const auto since = std::max(time.time_since_epoch(), Clock::duration::zero());
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
  return {static_cast<time_t>(seconds.count()), static_cast<long>((since - seconds).count())};
}

// One bit of 32: those who wait for other turns sleep on.
std::uint32_t bit_of(std::uint32_t ticket) { return std::uint32_t{1} << (ticket % 32); }

void sleep_on(Word& word, std::uint32_t seen, std::uint32_t ticket, Clock::time_point until) {
  const timespec time = timespec_of(until);
  ::syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, seen, &time, nullptr, bit_of(ticket));
}

void wake(Word& word, std::uint32_t ticket) {
  ::syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, INT_MAX, nullptr, nullptr, bit_of(ticket));
}

// Whether it is the turn of `ticket`, or was. Numbers begin again after the last.
bool has_come(std::uint32_t turn, std::uint32_t ticket) {
  return static_cast<std::int32_t>(turn - ticket) >= 0;
}

bool is_same_file(int file, const std::filesystem::path& path) {
  struct stat open {
  }, named{};
  return ::fstat(file, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino && S_ISREG(named.st_mode) &&
         named.st_nlink == 1;
}

// By writing: a page of a file that has no place on the disk would end the process when it is
// touched.
bool fill(int file) {
  struct stat status {};
  if (::fstat(file, &status) != 0) return false;
  if (status.st_size >= static_cast<off_t>(page_size)) return true;
  static constexpr std::array<char, page_size> zeros{};
  return ::pwrite(file, zeros.data(), zeros.size(), 0) == static_cast<ssize_t>(zeros.size());
}

}  // namespace

/// Whatever is in it: at worst nobody waits for anybody, or each for `longest_stall`.
struct ProcessQueue::Page {
  Word next;                    ///< the ticket of who comes next
  Word turn;                    ///< the ticket whose turn it is
  std::array<Word, 256> given;  ///< 1 more than a ticket that was given up

  bool was_given_up(std::uint32_t ticket) const {
    return given[ticket % given.size()] == ticket + 1;
  }
};

ProcessQueue::ProcessQueue(std::filesystem::path store)
    : store_(std::move(store)), path_(store_.string() + "-queue") {
  static_assert(sizeof(Page) <= page_size && Word::is_always_lock_free && sizeof(Word) == 4);
}

ProcessQueue::~ProcessQueue() { close(); }

void ProcessQueue::close() {
  if (page_ != nullptr) ::munmap(page_, page_size);
  page_ = nullptr;
  if (file_ < 0) return;
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0 && is_same_file(file_, path_)) ::unlink(path_.c_str());
  ::close(file_);
  file_ = -1;
}

// Each that has it holds a shared lock; who closes it and gets an exclusive one was the last, and
// unlinks it. Who opens it meanwhile has one that has no name any more, and opens another.
bool ProcessQueue::open_file() {
  for (int tries = 0; tries < 20; ++tries) {
    const int flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    file_ = ::open(path_.c_str(), flags | O_CREAT | O_EXCL, 0600);
    if (file_ >= 0)
      give_permissions_of(store_, file_);  // who may write to the store may wait for it
    else if (errno == EEXIST)
      file_ = ::open(path_.c_str(), flags);
    if (file_ >= 0 && ::flock(file_, LOCK_SH | LOCK_NB) == 0 && is_same_file(file_, path_))
      return true;
    const bool may_pass = file_ >= 0 || errno == ENOENT;
    if (file_ >= 0) ::close(file_);
    file_ = -1;
    if (!may_pass) return false;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

bool ProcessQueue::map_file() {
  if (!fill(file_)) return false;
  void* const memory = ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
  if (memory == MAP_FAILED) return false;
  page_ = static_cast<Page*>(memory);
  return true;
}

// What those left who were killed is no concern of the first that comes after them.
void ProcessQueue::open() {
  tried_ = true;
  if (!open_file()) return;
  if (!map_file()) return close();
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) return;
  page_->turn = page_->next.load();
  if (::flock(file_, LOCK_SH | LOCK_NB) != 0) close();
}

void ProcessQueue::enter() {
  if (!tried_) open();
  if (page_ != nullptr && !fill(file_)) close();  // that somebody has cut off is filled again
  if (page_ != nullptr) ticket_ = page_->next++;
}

ProcessQueue::Outcome ProcessQueue::wait(Time deadline) {
  if (page_ == nullptr) return Outcome::turn;
  std::uint32_t before = page_->turn, turn = before;
  const auto ahead = std::min<std::uint32_t>(ticket_ - before, 1000);
  const auto start = Clock::now();
  const auto patience = std::min<Clock::duration>(stall + ahead * stall_each, longest_stall);
  for (auto until = start + patience; !has_come(turn, ticket_); turn = page_->turn) {
    const auto now = Clock::now();
    if (turn != before) until = now + patience;
    before = turn;
    if (now >= deadline) return Outcome::late;
    if (now >= until) return Outcome::stalled;
    sleep_on(page_->turn, turn, ticket_, std::min(until, deadline));
  }
  return Outcome::turn;
}

void ProcessQueue::leave() {
  if (page_ == nullptr) return;
  std::uint32_t next = ticket_ + 1;
  while (next != page_->next && page_->was_given_up(next)) ++next;
  std::uint32_t turn = page_->turn;
  while (!has_come(turn, next) && !page_->turn.compare_exchange_weak(turn, next)) {
  }
  if (page_->next != next) wake(page_->turn, next);
}

void ProcessQueue::give_up() {
  if (page_ == nullptr) return;
  page_->given[ticket_ % page_->given.size()] = ticket_ + 1;
  if (has_come(page_->turn, ticket_)) leave();
}

}  // namespace profilestore::sqlite
