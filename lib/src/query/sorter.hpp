// Sorts rows by their documents.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "read/order.hpp"

namespace profilestore::query {

/// The rows of an order, ties in natural order. If only so many are wanted, no more than twice as
/// many are kept.
class Sorter {
 public:
  struct Entry {
    read::SortKey key;
    std::int64_t row;
  };

  /// `wanted` 0: all.
  Sorter(const read::Order& order, std::size_t wanted) : order_(order), wanted_(wanted) {}

  void add(Entry entry) {
    entries_.push_back(std::move(entry));
    if (wanted_ == 0 || entries_.size() < 64 || entries_.size() / 2 < wanted_) return;
    const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(wanted_);
    std::ranges::nth_element(entries_, end, before());
    entries_.erase(end, entries_.end());
  }

  /// Those that were added, sorted; it is empty then.
  std::vector<Entry> take() {
    std::ranges::sort(entries_, before());
    if (wanted_ != 0 && entries_.size() > wanted_) entries_.resize(wanted_);
    return std::exchange(entries_, {});
  }

 private:
  struct Before {
    const read::Order& order;
    bool operator()(const Entry& a, const Entry& b) const {
      const auto by_key = order.compare(a.key, b.key);
      return by_key != 0 ? by_key < 0 : a.row < b.row;
    }
  };
  Before before() const { return {order_}; }

  const read::Order& order_;
  std::size_t wanted_;
  std::vector<Entry> entries_;
};

}  // namespace profilestore::query
