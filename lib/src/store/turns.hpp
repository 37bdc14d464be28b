// Who writes next, of the threads that share an open store: in the order in which they came. Knows
// nothing of SQLite.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <vector>

namespace profilestore::store {

class SharedWrite;

class Turns {
 public:
  using Time = std::chrono::steady_clock::time_point;

  enum class Outcome {
    turn,  ///< it is the caller's turn, until end()
    done,  ///< another thread took the write along in its turn, and finished it
    late,  ///< the deadline passed; nothing was done
  };

  /// Waits for the caller's turn. Another thread may take the `write` along in its own; from then
  /// on it is waited for, whatever the deadline. Null: nobody else can do what the caller does.
  Outcome wait(SharedWrite* write, Time deadline);

  /// The next that waits, if it may be taken along; else null. It waits on until finish().
  /// REQUIRES, of these three: it is the caller's turn.
  SharedWrite* take();

  /// All that were taken are done.
  void finish();

  void end();

  /// How many threads wait.
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  /// Whether it is anybody's turn.
  bool is_taken() const { return is_taken_.load(std::memory_order_relaxed); }

 private:
  enum class State { waiting, taken, turn, done };

  /// A thread that waits, on its stack.
  struct Place {
    SharedWrite* write;
    std::condition_variable* call;
    State state = State::waiting;
  };

  std::condition_variable* lend();

  std::atomic<bool> is_taken_ = false;  // written with the mutex
  mutable std::mutex mutex_;            // guards what follows
  std::deque<Place*> waiting_;
  std::vector<Place*> along_;
  std::vector<std::condition_variable*> calls_;  // of `along_`
  // They outlive the waits: one is called when the mutex is free again, and who waited may be gone.
  std::list<std::condition_variable> all_;
  std::vector<std::condition_variable*> idle_;
};

}  // namespace profilestore::store
