// A decision by hand, the import that heeds it, and its undo, killed: each is done or not done.
#include <profilestore/kept.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/killing.hpp"
#include "store/seed.hpp"

namespace import_keep_kill_test {

using namespace profilestore;
using Texts = std::vector<std::string>;

namespace {

struct State {
  Texts kept, undone;
  fixture::Result result;
  bool operator==(const State&) const = default;
};

State state_of(const std::filesystem::path& db) {
  {
    const Store recovered = Store::open(db);
    CHECK(recovered.check().faults == Texts{});
  }
  return {fixture::column(db, "SELECT hex(id) FROM ps_kept"),
          fixture::column(db, "SELECT undone IS NOT NULL FROM ps_imports"), fixture::result_of(db)};
}

/// What is done one after the other, from what is done already on.
struct Steps {
  std::filesystem::path db, source;

  void keep() const { keep_document(Store::open(db), "profiles", 1003); }
  void import() const { import_files(db, {source.string()}, fixture::by("u")); }
  void undo() const { undo_import(Store::open(db), "2"); }
  void from(std::size_t step) const {
    if (step < 1) keep();
    if (step < 2) import();
    if (step < 3) undo();
  }
};

}  // namespace

TEST_CASE("keep, its import and its undo, killed at any moment, are each done or not done",
          "[import][kept][kill]") {
  fixture::Bench bench;
  std::string first, source;
  for (int i = 0; i < 100; ++i) {
    first += Document{{"_id", i}, {"u", i}}.dump() + "\n";
    source += Document{{"_id", i + 1000}, {"u", i}, {"n", 1}}.dump() + "\n";
    source += Document{{"_id", i + 2000}, {"u", i}, {"n", 1}, {"m", 2}}.dump() + "\n";
  }
  bench.run(first, fixture::by("u"), "first.json");
  temporary::write_file(bench / "source.json", source);
  const auto old = bench / "old.db";
  killing::copy_store(bench.db, old);
  const Steps steps{bench.db, bench / "source.json"};
  std::vector<State> states{state_of(bench.db)};
  auto time = killing::time_of([&] { steps.keep(); });
  states.push_back(state_of(bench.db));
  time += killing::time_of([&] { steps.import(); });
  states.push_back(state_of(bench.db));
  CHECK(fixture::column(bench.db, "SELECT doc FROM profiles WHERE doc LIKE '{\"_id\":1003,%'")
            .size() == 1);
  time += killing::time_of([&] { steps.undo(); });
  states.push_back(state_of(bench.db));
  for (std::size_t i = 0; i < states.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) REQUIRE(states[i] != states[j]);
  CHECK(states.back().result == states.front().result);

  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 50; ++cycle) {
    killing::copy_store(old, bench.db);
    const bool finished = killing::finished_before_kill(random, time, [&] { steps.from(0); });
    killed += finished ? 0 : 1;
    const State found = state_of(bench.db);
    const auto step = static_cast<std::size_t>(std::ranges::find(states, found) - states.begin());
    REQUIRE(step < states.size());
    if (finished) CHECK(step == 3);
    if (step == 2) CHECK(verify_import(Store::open(bench.db), "2").proven());
    steps.from(step);
    CHECK(state_of(bench.db) == states.back());
  }
  CHECK(killed > 0);
}

}  // namespace import_keep_kill_test
