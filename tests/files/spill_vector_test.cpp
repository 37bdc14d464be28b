// Lists that lie in a file beyond a limit.
#include "files/spill_vector.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <profilestore/error.hpp>
#include <vector>

#include "catch.hpp"

namespace files_spill_vector_test {

using namespace profilestore;
using files::SpillVector;

namespace {

/// $TMPDIR while it lives.
class TemporaryFolderIs {
 public:
  explicit TemporaryFolderIs(const char* folder) { ::setenv("TMPDIR", folder, 1); }
  ~TemporaryFolderIs() { ::unsetenv("TMPDIR"); }
};

}  // namespace

TEST_CASE("A spilled list holds what was put into it, in memory and in its file", "[spilled]") {
  SpillVector<std::uint64_t> list(1000);
  std::vector<std::uint64_t> expected;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    list.push_back(i * i);
    expected.push_back(i * i);
    if (i == 50) CHECK_FALSE(list.in_file());
  }
  CHECK(list.in_file());
  CHECK(std::equal(list.begin(), list.end(), expected.begin(), expected.end()));

  list.append(expected);
  CHECK(list.size() == 200'000);
  CHECK(list[199'999] == expected.back());
  std::sort(list.begin(), list.end());
  CHECK((list[0] == 0 && list[1] == 0 && list[2] == 1));
}

TEST_CASE("A spilled list that was moved or shortened keeps what it shall", "[spilled]") {
  SpillVector<std::uint32_t> list(16);
  for (std::uint32_t i = 0; i < 1000; ++i) list.push_back(i);
  SpillVector<std::uint32_t> other = std::move(list);
  CHECK(list.empty());
  CHECK((other.size() == 1000 && other[999] == 999));
  list.push_back(7);
  other = std::move(list);
  CHECK((other.size() == 1 && other[0] == 7));
  other.shorten(0);
  CHECK(other.empty());
}

TEST_CASE("A spilled list that finds no room for its file says so, and stays", "[spilled]") {
  const TemporaryFolderIs nowhere("/nonexistent");
  SpillVector<std::uint64_t> list(64);
  for (std::uint64_t i = 0; i < 5; ++i) list.push_back(i);
  const std::vector<std::uint64_t> more(100, 1);
  CHECK_THROWS_AS(list.append(more), StorageFailure);
  CHECK((list.size() == 5 && list[4] == 4));
}

}  // namespace files_spill_vector_test
