// Which of many things belong together, as pairs of them are joined.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace profilestore::planning {

class DisjointSets {
 public:
  using Number = std::uint32_t;

  /// A further one, alone; its number.
  Number add() {
    parents_.push_back(static_cast<Number>(parents_.size()));
    return parents_.back();
  }

  /// The least number of those that belong with it.
  Number root_of(Number number) {
    while (parents_[number] != number) {  // each step halves the way of those that come later
      parents_[number] = parents_[parents_[number]];
      number = parents_[number];
    }
    return number;
  }

  void join(Number a, Number b) {
    a = root_of(a);
    b = root_of(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<Number> parents_;  ///< never greater than the number
};

}  // namespace profilestore::planning
