// Wakes those who wait for changes of a store, and remembers which collections this open store has
// changed. Knows nothing of SQLite.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace profilestore::store {

/// From any thread.
class Signal {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// How far a listener has come.
  using Moment = std::uint64_t;

  /// A commit of this open store has changed these.
  void committed(const std::vector<std::string>& collections);

  /// Another may have written: whoever reads a log looks at it.
  void look();

  /// Another has written, whatever it was.
  void foreign();

  /// Somebody is to see that he was stopped.
  void stopped();

  Moment now() const;

  /// Waits until something has happened since `seen`, or the deadline; the moment that it is then.
  Moment wait(Moment seen, Time deadline) const;

  /// What has changed since `seen`, sorted.
  struct Changed {
    std::vector<std::string> names;
    bool anything = false;
    Moment now = 0;
  };
  Changed since(Moment seen) const;

  /// Stands for one who waits: while there is none, a commit costs nothing here.
  class Listener {
   public:
    explicit Listener(Signal& signal) : signal_(signal) { ++signal_.listeners_; }
    ~Listener() { --signal_.listeners_; }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

   private:
    Signal& signal_;
  };

 private:
  void happened();

  std::atomic<int> listeners_ = 0;
  mutable std::mutex mutex_;  // guards what follows
  mutable std::condition_variable call_;
  Moment now_ = 0;
  std::map<std::string, Moment, std::less<>> changed_;
  Moment foreign_ = 0;
};

}  // namespace profilestore::store
