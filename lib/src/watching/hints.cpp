#include "watching/hints.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <thread>

namespace profilestore::watching {
namespace {

using Clock = std::chrono::steady_clock;

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

}  // namespace

Hints::Hints(const std::filesystem::path& store, bool deaf)
    : log_(store.string() + "-wal"), ending_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (deaf) return;
  notices_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (notices_ < 0) return;
  // The last connection removes the log, and the watch goes with it.
  folder_ = ::inotify_add_watch(notices_, log_.parent_path().c_str(),
                                IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
  watch_log();
}

Hints::~Hints() {
  for (const int file : {notices_, ending_})
    if (file >= 0) ::close(file);
}

void Hints::watch_log() {
  of_log_ = ::inotify_add_watch(notices_, log_.c_str(), IN_MODIFY | IN_DONT_FOLLOW);
}

bool Hints::wait(Time deadline) {
  std::array<pollfd, 2> files{{{ending_, POLLIN, 0}, {notices_, POLLIN, 0}}};
  if (ending_ < 0) {  // no file is left: it ends by the clock
    std::this_thread::sleep_until(std::min(deadline, Clock::now() + std::chrono::seconds(1)));
    return false;
  }
  if (::poll(files.data(), files.size(), milliseconds_until(deadline)) <= 0) return false;
  return files[1].revents != 0 && take();
}

void Hints::end() {
  if (ending_ >= 0) (void)::eventfd_write(ending_, 1);
}

// All that there are. Others' files lie in the folder, too.
bool Hints::take() {
  alignas(inotify_event) std::array<char, 4096> bytes;
  bool of_ours = false, log_is_new = false;
  const std::string name = log_.filename().string();
  for (;;) {
    const auto size = ::read(notices_, bytes.data(), bytes.size());
    if (size <= 0) break;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event;
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const bool is_new =
          event.wd == folder_ && event.len > 0 && name == bytes.data() + at + sizeof event;
      log_is_new |= is_new;
      of_ours |= is_new || event.wd == of_log_ || (event.mask & IN_Q_OVERFLOW) != 0;
      at += sizeof event + event.len;
    }
  }
  if (log_is_new) watch_log();
  return of_ours;
}

}  // namespace profilestore::watching
