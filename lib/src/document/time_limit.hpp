// How long the work of a thread may take: the calls' max_time, looked at from inside of loops.
#pragma once

#include <chrono>
#include <optional>

namespace profilestore::document {

/// While it lives, look() throws MaxTimeMSExpired in this thread once the time has come.
class TimeLimit {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = std::optional<Clock::time_point>;  ///< nothing: there is no end

  explicit TimeLimit(Time end) : outer_(end_) { end_ = end.value_or(Clock::time_point::max()); }
  ~TimeLimit() { end_ = outer_; }
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

  /// When a call that begins now and may take `max_time`, 0: as long as it likes, has to end: with
  /// what it is a part of, if that ends sooner. Throws InvalidInput (2) if it is negative.
  static Time after(std::chrono::milliseconds max_time);

  /// Of this thread.
  static Time end();

  /// To be called again and again by what may take long; reads the clock at every 16th call.
  static void look() {
    if (end_ != Clock::time_point::max() && ++looks_ % 16 == 0) look_at_clock();
  }
  /// The same at each call, for what takes long by itself.
  static void look_at_clock();

 private:
  static constinit thread_local Clock::time_point end_;
  static constinit thread_local unsigned looks_;

  Clock::time_point outer_;
};

}  // namespace profilestore::document
