// Documents that expiry can't delete, since they are damaged: it passes over them from then on,
// until the store is opened again.
#pragma once

#include <cstdint>
#include <mutex>
#include <set>
#include <utility>

namespace profilestore::store {

/// For all threads.
class PassedRows {
 public:
  /// Whether it is new.
  bool add(std::int64_t collection, std::int64_t row) {
    const std::lock_guard lock(mutex_);
    return rows_.emplace(collection, row).second;
  }

  bool has(std::int64_t collection, std::int64_t row) const {
    const std::lock_guard lock(mutex_);
    return rows_.contains({collection, row});
  }

  void clear() {
    const std::lock_guard lock(mutex_);
    rows_.clear();
  }

  /// Of all collections.
  std::int64_t count() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(rows_.size());
  }

 private:
  mutable std::mutex mutex_;
  std::set<std::pair<std::int64_t, std::int64_t>> rows_;
};

}  // namespace profilestore::store
