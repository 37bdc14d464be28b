// What the system says of the files of a store: that somebody may have written. Never opens one of
// them: to close it would drop SQLite's locks.
#pragma once

#include <chrono>
#include <filesystem>

namespace profilestore::watching {

/// One thread waits; another may end its wait for good.
class Hints {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `store`: its path. `deaf`: there is never a hint. Where the system gives none there is none.
  Hints(const std::filesystem::path& store, bool deaf);
  ~Hints();
  Hints(const Hints&) = delete;
  Hints& operator=(const Hints&) = delete;

  /// Whether there was one before the deadline.
  bool wait(Time deadline);

  /// Ends the wait, and all further ones.
  void end();

 private:
  void watch_log();
  bool take();

  std::filesystem::path log_;
  int notices_ = -1, ending_ = -1;
  int folder_ = -1, of_log_ = -1;
};

}  // namespace profilestore::watching
