// Two sides measured in turns. A machine that others use is now quicker and now slower, for
// seconds: only what was measured one right after the other can be compared, so each turn gives a
// ratio.
#pragma once

#include <functional>
#include <vector>

namespace bench {

/// How much was done in a second.
struct Speed {
  double by_clock = 0;
  double by_processor = 0;  ///< of this process's CPU time; 0: not known
};

inline Speed operator*(const Speed& speed, double times) {
  return {speed.by_clock * times, speed.by_processor * times};
}

/// What a piece of work took, in seconds.
struct Spent {
  double by_clock = 0;
  double by_processor = 0;  ///< CPU time of all threads of this process, in and out of the kernel
};

/// So much work, done in that time.
Speed operator/(double work, const Spent& spent);

/// One turn of one side: works for a while and returns how fast.
using Turn = std::function<Speed()>;

/// The two sides of a comparison, by turn.
struct Speeds {
  std::vector<Speed> floor = {};
  std::vector<Speed> ours = {};

  /// Ours / floor, one a turn. Throws std::runtime_error if a side did nothing in one.
  std::vector<double> ratios() const;
  /// The same of CPU time, which hardly depends on what else the machine does, but has no waiting
  /// in it; empty if it is not known of all turns.
  std::vector<double> processor_ratios() const;
};

/// Each side once without being counted, and then `turns` times. Who begins alternates, so that
/// what the first leaves behind (dirty pages, a warm processor) favours neither.
Speeds in_turns(int turns, const Turn& floor, const Turn& ours);

/// Calls `work` until `seconds` have passed, but once at least.
Speed calls_a_second(double seconds, const std::function<void()>& work);

/// Runs `work` once.
Spent time_of(const std::function<void()>& work);

}  // namespace bench
