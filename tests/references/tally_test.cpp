#include "references/tally.hpp"

#include <fmt/format.h>

#include "catch.hpp"

namespace references_tally_test {

using namespace profilestore;
using references::Findings;
using references::Found;
using references::Tally;

namespace {

Found living(const std::string& path) { return {.path = path, .value = 1}; }
Found rewritten(const std::string& path) { return {.path = path, .value = 2, .rewritten = true}; }
Found left(const std::string& path, LeftReference why, const Value& value = 3) {
  return {.path = path, .value = value, .left = why};
}

std::string text_of(const std::vector<PathReferences>& paths) {
  std::string text;
  for (const PathReferences& path : paths) {
    text += fmt::format("{}: {} {} {}", path.path, path.living, path.rewritten, path.repeated);
    for (const LeftReferences& one : path.left)
      text += fmt::format(", {} {} {} in {}", one.count, name_of(one.why), one.value.dump(),
                          one.document.dump());
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("values that refer to nobody are told where others refer to somebody", "[references]") {
  Tally tally;
  tally.add({{left("by", LeftReference::nobody), left("other", LeftReference::nobody)}}, "a");
  tally.add({{living("by"), left("by", LeftReference::nobody, 4)}}, "b");
  CHECK(text_of(tally.paths(false)) == "by: 1 0 0, 2 nobody 3 in \"a\"\n");
  CHECK(text_of(tally.paths(true)) ==
        "by: 1 0 0, 2 nobody 3 in \"a\"\nother: 0 0 0, 1 nobody 3 in \"a\"\n");
}

TEST_CASE("what was left of documents that were set aside is told in any case", "[references]") {
  for (const auto why : {LeftReference::gone, LeftReference::in_id, LeftReference::in_name,
                         LeftReference::elsewhere, LeftReference::no_text}) {
    Tally tally;
    tally.add({{left("by", why)}}, "a");
    CHECK(text_of(tally.paths(false)) == fmt::format("by: 0 0 0, 1 {} 3 in \"a\"\n", name_of(why)));
  }
}

TEST_CASE("of a document in conflict nothing counts as rewritten", "[references]") {
  Tally tally;
  tally.add({{rewritten("by"), living("by")}, {"by"}, true}, "a");
  tally.add_conflict({{rewritten("by"), living("by")}, {"by"}, true}, "b");
  CHECK(text_of(tally.paths(false)) == "by: 2 1 1, 1 conflict 2 in \"b\"\n");
}

TEST_CASE("the paths beyond the first thousand are told as one", "[references]") {
  Tally tally;
  for (int i = 0; i < 1500; ++i) {
    const std::string path = fmt::format("p{:04}", i);
    tally.add({{living(path), left(path, LeftReference::nobody)}}, i);
  }
  const auto paths = tally.paths(false);
  REQUIRE(paths.size() == 1001);
  CHECK(paths.back().path == "…");
  CHECK(paths.back().living == 500);
  CHECK(paths.back().left.empty());
}

}  // namespace references_tally_test
