// Names of parts of split files.
#include "sources/split_parts.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

namespace sources_split_parts_test {

using namespace profilestore;

namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names) {
  try {
    std::string text;
    for (const Names& parts : sources::with_parts_joined(names)) {
      text += text.empty() ? "" : " ";
      text += parts.size() > 1 ? sources::name_of_parts(parts) : parts.front();
    }
    return text;
  } catch (const InvalidInput& refused) {
    return refused.what();
  }
}

std::string lone(const std::string& name, const std::string& bytes) {
  try {
    sources::refuse_lone_part(name, bytes);
    return "";
  } catch (const InvalidInput& refused) {
    return refused.what();
  }
}

}  // namespace

TEST_CASE("Parts that follow each other are one source", "[sources][parts]") {
  struct Row {
    Names names;
    std::string joined;
  };
  const std::vector<Row> table{
      {{"u.gz.aa", "u.gz.ab", "u.gz.ac"}, "u.gz.aa..ac"},
      {{"xaa", "xab"}, "xaa..ab"},
      {{"d/xaa", "d/xab"}, "d/xaa..ab"},
      {{"u.az", "u.ba"}, "u.aa is missing before u.az; give all parts of a split file, in order"},
      {{"u.part1", "u.part2"}, "u.part1..2"},
      {{"u.PART01", "u.PART02"}, "u.PART01..02"},
      {{"u.part9", "u.part10"}, "u.part1 is missing before u.part9"},
      {{"u.zip.001", "u.zip.002"}, "u.zip.001..002"},
      {{"u.00", "u.01"}, "u.00..01"},
      {{"a.json", "u.aa", "u.ab", "b.json"}, "a.json u.aa..ab b.json"},
      {{"u.aa", "u.ab", "v.aa", "v.ab"}, "u.aa..ab v.aa..ab"},
      // Neither of these is a part.
      {{"a.gz", "a.bz"}, "a.gz a.bz"},
      {{"a.csv", "a.tsv"}, "a.csv a.tsv"},
      {{"users-1.json", "users-2.json"}, "users-1.json users-2.json"},
      {{"dump.2023", "dump.2024"}, "dump.2023 dump.2024"},
      {{"users1", "users2"}, "users1 users2"},
      {{"u.aa", "v.ab"}, "u.aa v.ab"},
      {{"u.aa"}, "u.aa"},
      {{"-"}, "-"},
      // Refused.
      {{"u.aa", "u.ac"}, "u.ab is missing between u.aa and u.ac"},
      {{"u.ab", "u.aa"}, "u.aa comes before u.ab"},
      {{"u.aa", "u.aa"}, "u.aa is given twice"},
      {{"u.ab", "u.ac"}, "u.aa is missing before u.ab"},
      {{"u.part1", "u.part3"}, "u.part2 is missing between u.part1 and u.part3"},
      {{"u.002", "u.003"}, "u.001 is missing before u.002"},
  };
  for (const Row& row : table) {
    INFO(fmt::format("{} …", row.names.front()));
    CHECK_THAT(joined(row.names), has_part(row.joined));
  }
}

TEST_CASE("The name of joined parts stands for them again", "[sources][parts]") {
  CHECK(sources::parts_named("u.gz.aa..ac") == Names{"u.gz.aa", "u.gz.ab", "u.gz.ac"});
  CHECK(sources::parts_named("u.part1..10").size() == 10);
  CHECK(sources::parts_named("u.001..003") == Names{"u.001", "u.002", "u.003"});
  for (const char* name : {"u.aa", "../u", "u..v", "u.ab..ac", "u.aa..aa", "u.aa..001", ".."})
    CHECK(sources::parts_named(name).empty());
}

TEST_CASE("A later part alone is refused, unless it looks whole", "[sources][parts]") {
  CHECK_THAT(lone("u.gz.ab", "\x01\x02"), has_part("named like a later part"));
  CHECK_THAT(lone("u.part2", "n\"}\n"), has_part("give all parts, in order, or rename it"));
  CHECK(lone("u.part2", " {\"a\":1}") == "");
  CHECK(lone("u.part1", "half of a li") == "");  // part2 does not lie beside it
  CHECK(lone("u.json", "rubbish") == "");
  CHECK(lone("u.gz", "rubbish") == "");
  CHECK(sources::advice_for_part("u.json.gz") == "");
  CHECK_THAT(sources::advice_for_part("u.json.gz.aa"), has_part("give all parts"));
}

}  // namespace sources_split_parts_test
