#include "document/time_limit.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <profilestore/stop_scope.hpp>
#include <utility>

namespace profilestore::document {

constinit thread_local TimeLimit::Clock::time_point TimeLimit::end_ = Clock::time_point::max();
constinit thread_local unsigned TimeLimit::looks_ = 0;
constinit thread_local const std::stop_token* TimeLimit::stop_ = nullptr;

TimeLimit::Time TimeLimit::after(std::chrono::milliseconds max_time) {
  if (max_time.count() < 0) throw InvalidInput(2, "max_time may not be negative");
  if (max_time.count() == 0) return end();
  const auto now = Clock::now();
  // A time too far away to be added to is none.
  if (max_time > std::chrono::duration_cast<std::chrono::milliseconds>(end_ - now)) return end();
  return now + max_time;
}

TimeLimit::Time TimeLimit::end() { return end_ == Clock::time_point::max() ? Time() : Time(end_); }

const std::stop_token* TimeLimit::replace_stop(const std::stop_token* stop) {
  return std::exchange(stop_, stop);
}

void TimeLimit::look_at_clock() {
  if (stop_ != nullptr && stop_->stop_requested()) throw Interrupted();
  if (end_ != Clock::time_point::max() && Clock::now() >= end_) throw MaxTimeMSExpired();
}

}  // namespace profilestore::document

namespace profilestore {

StopScope::StopScope(std::stop_token stop)
    : stop_(std::move(stop)), outer_(document::TimeLimit::replace_stop(&stop_)) {}

StopScope::~StopScope() { document::TimeLimit::replace_stop(outer_); }

}  // namespace profilestore
