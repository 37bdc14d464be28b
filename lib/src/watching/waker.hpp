// Finds out that other processes have written to a store, and wakes those who wait for that: one
// thread for all of an open store, while there is somebody.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "sqlite/connection.hpp"
#include "store/core.hpp"
#include "watching/hints.hpp"

namespace profilestore::watching {

class Waker {
 public:
  /// The one of the open store; made if there is none.
  static std::shared_ptr<Waker> of(const std::shared_ptr<store::Core>& core);

  explicit Waker(std::shared_ptr<store::Core> core);
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;

  store::Core& core() { return *core_; }

  /// While one observes, it is also told whether it was another who wrote.
  class Observing {
   public:
    explicit Observing(std::shared_ptr<Waker> waker);
    ~Observing();
    Observing(const Observing&) = delete;
    Observing& operator=(const Observing&) = delete;

   private:
    std::shared_ptr<Waker> waker_;
  };

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void look();
  bool has_changed();
  void ask_whose();

  std::shared_ptr<store::Core> core_;
  pid_t owner_;
  Hints hints_;
  std::atomic<bool> ending_ = false;
  std::unique_ptr<sqlite::Connection> connection_;  // of the thread
  std::optional<std::int64_t> version_;             // as it sees the store
  bool by_stamps_ = false;                          // of a file that is read without a log
  sqlite::FileStamp file_, log_;
  bool asked_ = true;                              // whose the last change was
  Clock::time_point changed_{}, last_question_{};  // when it was seen; when it was asked
  std::mutex mutex_;                               // guards what follows
  int observers_ = 0;
  std::optional<std::int64_t> foreign_;  // store::Core::foreign_version
  std::unique_ptr<std::thread> thread_;  // last: it uses all the others
};

}  // namespace profilestore::watching
