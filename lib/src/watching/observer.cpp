// Which collections change.
#include <algorithm>
#include <atomic>
#include <profilestore/store.hpp>
#include <profilestore/watch.hpp>

#include "watching/subscription.hpp"
#include "watching/waker.hpp"

namespace profilestore {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

struct Observer::State {
  explicit State(std::shared_ptr<store::Core> open_store)
      : core(std::move(open_store)),
        listener(core->signal()),
        observing(watching::Waker::of(core)),
        seen(core->signal().now()) {}

  std::shared_ptr<store::Core> core;
  store::Signal::Listener listener;
  watching::Waker::Observing observing;
  store::Signal::Moment seen;
  std::atomic<bool> stopped = false;
};

Observer::Observer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Observer::~Observer() = default;
Observer::Observer(Observer&&) noexcept = default;
Observer& Observer::operator=(Observer&&) noexcept = default;

std::optional<ChangedCollections> Observer::next(Deadline deadline) {
  store::Signal& signal = state_->core->signal();
  while (!state_->stopped) {
    auto changed = signal.since(state_->seen);
    state_->seen = changed.now;
    if (!changed.names.empty() || changed.anything)
      return ChangedCollections{std::move(changed.names), changed.anything};
    const auto now = Clock::now();
    if (now >= deadline) break;
    if (!state_->stopped)
      signal.wait(state_->seen, std::min(deadline, now + std::chrono::hours(1)));
  }
  return std::nullopt;
}

std::optional<ChangedCollections> Observer::next(std::chrono::milliseconds wait) {
  return next(Clock::now() + std::clamp<std::chrono::milliseconds>(
                                 wait, std::chrono::milliseconds(0), std::chrono::hours(87'600)));
}

void Observer::stop() {
  state_->stopped = true;
  state_->core->signal().stopped();
}

Observer Store::observe() const { return Observer(std::make_unique<Observer::State>(core_)); }

Subscription Store::observe(std::function<void(const ChangedCollections&)> told,
                            std::function<void(std::exception_ptr)> ended) const {
  auto observer = std::make_shared<Observer>(observe());
  const auto step = [observer, told = std::move(told)]() -> watching::Stepped {
    if (const auto changed = observer->next(std::chrono::hours(1))) told(*changed);
    return {};
  };
  return watching::subscribe(
      step, [observer] { observer->stop(); }, std::move(ended), "");
}

}  // namespace profilestore
