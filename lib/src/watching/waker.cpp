#include "watching/waker.hpp"

#include <unistd.h>

#include <algorithm>

namespace profilestore::watching {
namespace {

using namespace std::chrono_literals;

constexpr auto sweep = 1s;
// A hint comes before the commit can be seen, as long as the disk takes: it is looked for again and
// again, ever more seldom.
constexpr auto first_step = 1ms, last_step = 64ms;
constexpr auto fresh = 2s;
constexpr auto between_looks = 1ms;
// To ask takes the writer's turn, and would part a group of writes.
constexpr auto between_questions = 20ms, patience = 50ms;
// So long the writer of this open store may keep observers from learning whose a change was.
constexpr auto unanswered = 1s;

}  // namespace

std::shared_ptr<Waker> Waker::of(const std::shared_ptr<store::Core>& core) {
  auto& place = core->waker();
  const std::lock_guard lock(place.mutex);
  auto waker = place.waker.lock();
  if (!waker) {
    waker = std::make_shared<Waker>(core);
    place.waker = waker;
  }
  return waker;
}

Waker::Waker(std::shared_ptr<store::Core> core)
    : core_(std::move(core)),
      owner_(::getpid()),
      hints_(core_->path(), core_->watches_without_hints()) {
  (void)has_changed();  // from here on
  thread_ = std::make_unique<std::thread>([this] { run(); });
}

Waker::~Waker() {
  if (owner_ != ::getpid()) {  // a child after fork has neither the thread nor the locks
    (void)thread_.release();
    (void)connection_.release();
    return;
  }
  ending_ = true;
  hints_.end();
  thread_->join();
}

void Waker::run() {
  auto step = last_step;
  Clock::time_point looked{}, hinted{};
  while (!ending_) {
    const bool steps = !asked_ || Clock::now() - hinted < fresh;
    if (hints_.wait(Clock::now() + (steps ? Clock::duration(step) : sweep))) {
      hinted = Clock::now();
      step = first_step;
    } else {
      step = std::min(2 * step, last_step);
    }
    if (ending_) return;
    std::this_thread::sleep_until(looked + between_looks);
    looked = Clock::now();
    look();
  }
}

// What can't be looked at may have changed.
void Waker::look() {
  try {
    if (has_changed()) {
      core_->signal().look();
      if (std::exchange(asked_, false)) changed_ = Clock::now();
    }
    ask_whose();
  } catch (const std::exception&) {
    connection_.reset();
    version_.reset();
    asked_ = true;
    core_->signal().foreign();
    hints_.wait(Clock::now() + sweep);  // it may go on for long
  }
}

bool Waker::has_changed() {
  if (!connection_ && !by_stamps_) connection_ = core_->connect_watcher();
  if (by_stamps_ || connection_->is_of_one_moment()) {
    connection_.reset();
    by_stamps_ = true;
    const auto file = sqlite::stamp_of(core_->path());
    const auto log = sqlite::stamp_of(core_->path().string() + "-wal");
    const bool same = std::exchange(file_, file) == file;
    return (std::exchange(log_, log) != log) || !same;
  }
  const std::int64_t version = connection_->number("PRAGMA data_version");
  return std::exchange(version_, version) != version;
}

void Waker::ask_whose() {
  const std::lock_guard lock(mutex_);
  if (observers_ == 0) asked_ = true;
  if (asked_ || Clock::now() - last_question_ < between_questions) return;
  last_question_ = Clock::now();
  if (core_->read_only()) {
    asked_ = true;
    return core_->signal().foreign();
  }
  const auto foreign = core_->foreign_version(Clock::now() + patience);
  if (!foreign && Clock::now() - changed_ < unanswered) return;  // somebody writes: asked again
  asked_ = true;
  if (!foreign || std::exchange(foreign_, foreign) != foreign) core_->signal().foreign();
}

Waker::Observing::Observing(std::shared_ptr<Waker> waker) : waker_(std::move(waker)) {
  {
    const std::lock_guard lock(waker_->mutex_);
    if (waker_->observers_++ == 0) waker_->foreign_.reset();
  }
  // Not known while somebody writes: then the first change is taken for another's.
  const auto foreign = waker_->core_->foreign_version(Clock::now());
  const std::lock_guard lock(waker_->mutex_);
  if (!waker_->foreign_) waker_->foreign_ = foreign;
}

Waker::Observing::~Observing() {
  const std::lock_guard lock(waker_->mutex_);
  --waker_->observers_;
}

}  // namespace profilestore::watching
