// Rows that belong together because they share a key, directly or by way of others.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

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
  std::uint32_t number_of(std::int64_t row);
  std::uint32_t root_of(std::uint32_t member);

  std::unordered_map<std::int64_t, std::uint32_t> numbers_;
  std::vector<std::int64_t> rows_;
  std::vector<std::uint32_t> parents_;  ///< a root is its own, and has the least row of its group
};

}  // namespace profilestore::making_unique
