#include "make_unique/groups.hpp"

#include <algorithm>
#include <tuple>

namespace profilestore::making_unique {

void Groups::join(const std::vector<std::int64_t>& rows) {
  std::uint32_t root = root_of(number_of(rows.front()));
  for (const std::int64_t row : rows) {
    std::uint32_t other = root_of(number_of(row));
    if (rows_[other] < rows_[root]) std::swap(root, other);
    parents_[other] = root;
  }
}

std::vector<Groups::Member> Groups::members() {
  std::vector<Member> all;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) all.push_back({rows_[root_of(i)], rows_[i]});
  std::ranges::sort(all, [](const Member& a, const Member& b) {
    return std::tie(a.first, a.row) < std::tie(b.first, b.row);
  });
  return all;
}

std::uint32_t Groups::number_of(std::int64_t row) {
  const auto [found, is_new] = numbers_.try_emplace(row, static_cast<std::uint32_t>(rows_.size()));
  if (is_new) {
    rows_.push_back(row);
    parents_.push_back(found->second);
  }
  return found->second;
}

// Each step halves the way of those that come later.
std::uint32_t Groups::root_of(std::uint32_t member) {
  while (parents_[member] != member) {
    parents_[member] = parents_[parents_[member]];
    member = parents_[member];
  }
  return member;
}

}  // namespace profilestore::making_unique
