// Rows that belong together because they share a key, directly or by way of others.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "planning/disjoint_sets.hpp"

namespace profilestore::making_unique {

class Groups {
 public:
  /// They are of one group, and so are the groups that they were in. REQUIRES: at least one.
  void join(const std::vector<std::int64_t>& rows);

  struct Member {
    std::int64_t first;  ///< row of its group, which names the group
    std::int64_t row;
  };
  /// By group, then by row.
  std::vector<Member> members();

 private:
  planning::DisjointSets::Number number_of(std::int64_t row);

  std::unordered_map<std::int64_t, planning::DisjointSets::Number> numbers_;
  std::vector<std::int64_t> rows_;
  planning::DisjointSets sets_;
};

}  // namespace profilestore::making_unique
