// Who writes next, of the processes that have one store open: in the order in which they came. What
// keeps two from writing at once is SQLite's lock alone; this only says whose turn it is to take
// it, since those who try again and again get it by chance.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace profilestore::sqlite {

/// A page of memory that the processes share, in the file STORE-queue, which is made at the first
/// wait, has the permissions of the store, and goes with the last that has it. Where it can't be
/// made, and where another process died in its turn or does not wait in it, nobody waits long: the
/// turn is whoever's that gets SQLite's lock. Used by one thread at a time.
class ProcessQueue {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit ProcessQueue(std::filesystem::path store);
  ~ProcessQueue();
  ProcessQueue(const ProcessQueue&) = delete;
  ProcessQueue& operator=(const ProcessQueue&) = delete;

  /// The end of the queue.
  void enter();

  enum class Outcome {
    turn,     ///< it is the caller's turn
    stalled,  ///< the one whose turn it is has it for long: maybe it is gone
    late,     ///< the deadline passed
  };

  /// REQUIRES, of these three: enter() was called.
  Outcome wait(Time deadline);

  /// The caller has written, whoever's turn it was; it is the next one's.
  void leave();

  /// The caller does not wait any more, and has not written.
  void give_up();

 private:
  struct Page;

  void open();
  bool open_file();
  bool map_file();
  void close();

  std::filesystem::path store_, path_;
  int file_ = -1;
  Page* page_ = nullptr;
  bool tried_ = false;
  std::uint32_t ticket_ = 0;
};

}  // namespace profilestore::sqlite
