// How long the work of a thread may take: the calls' max_time, and whether it was asked to stop,
// looked at from inside of loops.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>

namespace profilestore::document {

/// While it lives, look() throws MaxTimeMSExpired in this thread once the time has come. Whether
/// one lives or not, it throws Interrupted once the token of the thread's StopScope is stopped.
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

  /// The token of this thread's innermost StopScope; null: there is none.
  static const std::stop_token* stop() { return stop_; }
  /// Replaces it, and returns the one before.
  static const std::stop_token* replace_stop(const std::stop_token* stop);

  /// Whether anything may end the work of this thread.
  static bool is_limited() { return end_ != Clock::time_point::max() || stop_ != nullptr; }

  /// To be called again and again by what may take long; reads the clock at every 16th call.
  static void look() {
    if (is_limited() && ++looks_ % 16 == 0) look_at_clock();
  }
  /// The same at each call, for what takes long by itself.
  static void look_at_clock();

 private:
  static constinit thread_local const std::stop_token* stop_;
  static constinit thread_local Clock::time_point end_;
  static constinit thread_local unsigned looks_;

  Clock::time_point outer_;
};

/// While it lives, another's token, maybe none, is this thread's: for work that is done for it.
class StopOf {
 public:
  explicit StopOf(const std::stop_token* stop) : outer_(TimeLimit::replace_stop(stop)) {}
  ~StopOf() { TimeLimit::replace_stop(outer_); }
  StopOf(const StopOf&) = delete;
  StopOf& operator=(const StopOf&) = delete;

 private:
  const std::stop_token* outer_;
};

}  // namespace profilestore::document
