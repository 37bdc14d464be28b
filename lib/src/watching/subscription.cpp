#include "watching/subscription.hpp"

#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace profilestore {

struct Subscription::State {
  State(std::function<watching::Stepped()> take_step, std::function<void()> end_step,
        std::function<void(std::exception_ptr)> tell_end, std::string first_token)
      : step(std::move(take_step)),
        end(std::move(end_step)),
        ended(std::move(tell_end)),
        token(std::move(first_token)) {}

  ~State() {
    if (owner != ::getpid()) (void)thread.release();  // a child after fork has no such thread
  }

  void run() {
    runner = std::this_thread::get_id();
    std::exception_ptr fault;
    try {
      while (take()) {
      }
    } catch (...) {
      fault = std::current_exception();
    }
    const bool by_itself = finish(fault);
    if (!by_itself || !ended) return;
    try {
      ended(fault);
    } catch (...) {  // the application's own, and nobody is left to be told
    }
  }

  bool take() {
    watching::Stepped done = step();
    const std::lock_guard lock(mutex);
    token = std::move(done.token);
    return done.goes_on && !stopped;
  }

  // What the steps hold, the open store too, is let go. Whether nobody has stopped it.
  bool finish(std::exception_ptr fault) {
    std::function<watching::Stepped()> last_step;
    std::function<void()> last_end;
    const std::lock_guard lock(mutex);
    last_step.swap(step);
    last_end.swap(end);
    over = true;
    if (!stopped) error = std::move(fault);
    return !stopped;
  }

  bool is_own_thread() const { return runner == std::this_thread::get_id(); }

  pid_t owner = ::getpid();
  std::function<watching::Stepped()> step;  // of the thread, until it is over
  std::function<void()> end;                // guarded
  std::function<void(std::exception_ptr)> ended;
  mutable std::mutex mutex;  // guards what follows
  std::string token;
  std::exception_ptr error;
  bool over = false, stopped = false;
  std::atomic<std::thread::id> runner{};
  std::mutex joining;
  std::unique_ptr<std::thread> thread;
};

Subscription::Subscription(std::shared_ptr<State> state) : state_(std::move(state)) {}
Subscription::Subscription(Subscription&&) noexcept = default;

Subscription& Subscription::operator=(Subscription&& other) noexcept {
  if (this != &other) {
    if (state_) stop();
    state_ = std::move(other.state_);
  }
  return *this;
}

Subscription::~Subscription() {
  if (!state_ || state_->owner != ::getpid()) return;
  stop();
  if (state_->is_own_thread()) state_->thread->detach();
}

void Subscription::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
    if (state_->end) state_->end();
  }
  if (state_->is_own_thread()) return;
  const std::lock_guard lock(state_->joining);
  if (state_->thread->joinable()) state_->thread->join();
}

bool Subscription::is_over() const {
  const std::lock_guard lock(state_->mutex);
  return state_->over || state_->stopped;
}

std::exception_ptr Subscription::error() const {
  const std::lock_guard lock(state_->mutex);
  return state_->error;
}

std::string Subscription::resume_token() const {
  const std::lock_guard lock(state_->mutex);
  return state_->token;
}

Subscription watching::subscribe(std::function<Stepped()> step, std::function<void()> stop,
                                 std::function<void(std::exception_ptr)> ended, std::string token) {
  auto state = std::make_shared<Subscription::State>(std::move(step), std::move(stop),
                                                     std::move(ended), std::move(token));
  state->thread = std::make_unique<std::thread>([state] { state->run(); });
  return Subscription(state);
}

}  // namespace profilestore
