#include "document/time_limit.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

namespace profilestore::document {

constinit thread_local TimeLimit::Clock::time_point TimeLimit::end_ = Clock::time_point::max();
constinit thread_local unsigned TimeLimit::looks_ = 0;

TimeLimit::Time TimeLimit::after(std::chrono::milliseconds max_time) {
  if (max_time.count() < 0) throw InvalidInput(2, "max_time may not be negative");
  if (max_time.count() == 0) return end();
  const auto now = Clock::now();
  // A time too far away to be added to is none.
  if (max_time > std::chrono::duration_cast<std::chrono::milliseconds>(end_ - now)) return end();
  return now + max_time;
}

TimeLimit::Time TimeLimit::end() { return end_ == Clock::time_point::max() ? Time() : Time(end_); }

void TimeLimit::look_at_clock() {
  if (end_ != Clock::time_point::max() && Clock::now() >= end_) throw MaxTimeMSExpired();
}

}  // namespace profilestore::document
