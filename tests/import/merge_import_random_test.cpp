// Imports of random documents by random rules of merging.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_merge_import_random_test {

using namespace profilestore;
using fixture::by;
using fixture::joined;
using Texts = std::vector<std::string>;

namespace {

using fixture::Bench;

}  // namespace

TEST_CASE("whatever the rules, order never matters, nothing is lost, and undo gives it back",
          "[import][merges]") {
  const auto seed = GENERATE(range(1u, 25u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  const auto documents = [&](unsigned count, unsigned first_id) {
    Texts lines;
    for (unsigned i = 0; i < count; ++i) {
      Value d{{"_id", first_id + i}, {"u", below(6)}};
      if (below(2)) d["a"] = below(4);
      if (below(2)) d["t"] = Value::array({below(3), below(3)});
      if (below(2)) d["s"] = std::string(1 + below(3), static_cast<char>('a' + below(3)));
      if (below(3) == 0) d["email"] = std::string(1, static_cast<char>('a' + below(3)));
      if (below(2)) d["updatedAt"] = below(5);
      if (below(3) == 0) d["g"] = below(3);
      if (below(3) == 0) d["h"] = nullptr;
      if (below(2)) d["n"] = below(100);
      if (below(2)) d["r"] = std::string(1, static_cast<char>('x' + below(3)));
      if (below(2)) d["d"] = Value::array({{{"k", below(3)}, {"v", below(2)}}, {{"v", 1}}});
      if (below(2)) d["o"] = {{std::string(1, static_cast<char>('p' + below(3))), below(4)}};
      lines.push_back(d.dump());
    }
    return lines;
  };
  auto options = by("u");
  const Texts all{"fill",      "union:t", "max:a",      "longest:s",
                  "group:g+h", "sum:n",   "rank:r=x>y", "union:d@k"};
  for (const std::string& rule : all)
    if (below(2)) options.merge.push_back(rule);
  if (below(3) == 0) options.keep = "rank:r=z>x,newest:updatedAt";
  if (below(2)) options.identity = {"email"};
  if (below(2)) {
    options.unique.push_back("email");
    options.missing = Missing::distinct;
  }
  options.on_existing = Texts{"", "keep", "replace", "merge", "newest"}[below(5)];
  CAPTURE(options.merge, options.identity, options.unique.size(), options.on_existing);
  Texts one = documents(20, 1), two = documents(20, 100);

  std::optional<fixture::Result> expected;
  for (int write = 0; write < 3; ++write) {
    Bench bench;
    const auto first = bench.run(joined(one), options, "one.json");
    const auto before = fixture::result_of(bench.db);
    const auto second = bench.run(joined(two), options, "two.json");
    const auto result = fixture::result_of(bench.db);
    if (expected) CHECK(result == *expected);
    expected = result;
    CHECK(bench.proven(first));
    CHECK(bench.proven(second));
    const Ledger again = bench.run(joined(two), options, "two.json").ledger;
    // With a second unique index a key that the first time was taken may be free the second.
    if (options.unique.size() == 1) {
      CHECK(again.inserted + again.updated + again.merged == 0);
      CHECK(bench.live() == result.live);
    }
    undo_import(Store::open(bench.db), "3");
    const UndoReport undone = undo_import(Store::open(bench.db), second.id);
    CHECK(undone.left.empty());
    CHECK(fixture::result_of(bench.db).live == before.live);
    CHECK(fixture::result_of(bench.db).archive == before.archive);
    std::shuffle(one.begin(), one.end(), random);
    std::shuffle(two.begin(), two.end(), random);
  }
}

}  // namespace import_merge_import_random_test
