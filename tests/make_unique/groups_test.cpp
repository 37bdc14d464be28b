#include "make_unique/groups.hpp"

#include "catch.hpp"

namespace make_unique_groups_test {

using profilestore::making_unique::Groups;

namespace {

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

Pairs pairs_of(Groups& groups) {
  Pairs pairs;
  for (const Groups::Member& member : groups.members())
    pairs.emplace_back(member.first, member.row);
  return pairs;
}

}  // namespace

TEST_CASE("groups that share a row are one, named by its first", "[import][groups]") {
  Groups groups;
  groups.join({5, 6});
  groups.join({1, 9});
  groups.join({6, 9});
  groups.join({2, 3});
  CHECK(pairs_of(groups) == Pairs{{1, 1}, {1, 5}, {1, 6}, {1, 9}, {2, 2}, {2, 3}});
}

TEST_CASE("a long chain is one group", "[import][groups]") {
  Groups groups;
  for (std::int64_t row = 20000; row > 1; --row) groups.join({row, row - 1});
  const auto members = groups.members();
  REQUIRE(members.size() == 20000);
  CHECK(members.front().first == 1);
  CHECK(members.back().first == 1);
  CHECK(members.back().row == 20000);
}

}  // namespace make_unique_groups_test
