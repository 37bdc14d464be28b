#include "files/spill_file.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace files_spill_file_test {

using profilestore::files::SpillFile;

TEST_CASE("A spill file gives its records back in order, as often as one likes", "[files][spill]") {
  SpillFile file;
  std::vector<std::string> records;
  for (std::size_t i = 0; i < 400; ++i)
    records.push_back(std::string(i * 997 % 5000, static_cast<char>('a' + i % 26)));
  records.emplace_back(300'000, '\0');
  records.emplace_back();
  for (const std::string& record : records) file.add(record);
  SpillFile moved = std::move(file);
  SpillFile::Reader first(moved), second(moved);
  for (const std::string& record : records) {
    REQUIRE(first.next() == record);
    REQUIRE(second.next() == record);
  }
  CHECK_FALSE(first.next());
  CHECK_FALSE(second.next());
}

TEST_CASE("An empty spill file has no record", "[files][spill]") {
  SpillFile file;
  CHECK_FALSE(SpillFile::Reader(file).next());
}

}  // namespace files_spill_file_test
