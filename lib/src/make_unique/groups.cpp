#include "make_unique/groups.hpp"

#include <algorithm>
#include <tuple>

namespace profilestore::making_unique {

using planning::DisjointSets;

void Groups::join(const std::vector<std::int64_t>& rows) {
  const DisjointSets::Number first = number_of(rows.front());
  for (const std::int64_t row : rows) sets_.join(first, number_of(row));
}

std::vector<Groups::Member> Groups::members() {
  std::vector<std::int64_t> least = rows_;  // by root
  for (DisjointSets::Number i = 0; i < rows_.size(); ++i) {
    std::int64_t& row = least[sets_.root_of(i)];
    row = std::min(row, rows_[i]);
  }
  std::vector<Member> all;
  for (DisjointSets::Number i = 0; i < rows_.size(); ++i)
    all.push_back({least[sets_.root_of(i)], rows_[i]});
  std::ranges::sort(all, [](const Member& a, const Member& b) {
    return std::tie(a.first, a.row) < std::tie(b.first, b.row);
  });
  return all;
}

DisjointSets::Number Groups::number_of(std::int64_t row) {
  const auto found = numbers_.find(row);
  if (found != numbers_.end()) return found->second;
  rows_.push_back(row);
  return numbers_.emplace(row, sets_.add()).first->second;
}

}  // namespace profilestore::making_unique
