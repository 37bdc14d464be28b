#include "store/signal.hpp"

namespace profilestore::store {

void Signal::committed(const std::vector<std::string>& collections) {
  if (collections.empty() || listeners_ == 0) return;
  {
    const std::lock_guard lock(mutex_);
    ++now_;
    try {
      for (const std::string& name : collections) changed_[name] = now_;
    } catch (...) {  // memory is gone, and the write is done: whatever it was has changed
      foreign_ = now_;
    }
  }
  call_.notify_all();
}

void Signal::look() {
  {
    const std::lock_guard lock(mutex_);
    ++now_;
  }
  call_.notify_all();
}

void Signal::foreign() {
  {
    const std::lock_guard lock(mutex_);
    foreign_ = ++now_;
  }
  call_.notify_all();
}

void Signal::stopped() { look(); }

Signal::Moment Signal::now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

Signal::Moment Signal::wait(Moment seen, Time deadline) const {
  std::unique_lock lock(mutex_);
  while (now_ == seen)
    if (call_.wait_until(lock, deadline) == std::cv_status::timeout) break;
  return now_;
}

Signal::Changed Signal::since(Moment seen) const {
  const std::lock_guard lock(mutex_);
  Changed changed;
  for (const auto& [name, when] : changed_)
    if (when > seen) changed.names.push_back(name);
  changed.anything = foreign_ > seen;
  changed.now = now_;
  return changed;
}

}  // namespace profilestore::store
