// An edited plan that is killed while it is applied: before or after, nothing between.
#include "catch.hpp"
#include "import/plan_bench.hpp"
#include "store/killing.hpp"
#include "store/seed.hpp"

namespace import_edited_plan_kill_test {

using namespace profilestore;
using fixture::PlanBench;
using fixture::result_of;

namespace {

/// 60 groups that the store has, 60 that it has not; every third line is edited.
void prepare(PlanBench& bench) {
  std::string first, source;
  for (int i = 0; i < 60; ++i) first += Document{{"_id", i}, {"u", i}, {"n", 1}}.dump() + "\n";
  for (int i = 0; i < 120; ++i)
    for (int copy = 1; copy < 4; ++copy)
      source +=
          Document{{"_id", i + 1000 * copy}, {"u", i}, {"n", copy}, {"t", copy}}.dump() + "\n";
  bench.options.merge = {"sum:n"};
  bench.run(first, bench.options, "first.json");
  bench.plan(source);
  for (std::size_t number = 2; number <= bench.lines.size(); number += 3)
    bench.choose(number, Document::parse(bench.lines[number - 1])["losers"][0]["_id"]);
}

}  // namespace

TEST_CASE("an edited plan that is killed at any moment is applied whole, or not at all",
          "[import][plan][edited][kill]") {
  PlanBench bench;
  prepare(bench);
  const auto old = bench / "old.db", plan = bench / "plan.jsonl";
  killing::copy_store(bench.db, old);
  const auto before = result_of(old);
  ImportReport report;
  const auto time = killing::time_of([&] { report = bench.apply(); });
  REQUIRE(report.edited.size() == 40);
  const auto after = result_of(bench.db);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 50; ++cycle) {
    killing::copy_store(old, bench.db);
    const bool finished =
        killing::finished_before_kill(random, time, [&] { apply_plan(bench.db, plan); });
    killed += finished ? 0 : 1;
    const Store store = Store::open(bench.db);
    CHECK(store.check().faults == std::vector<std::string>{});
    const auto found = result_of(bench.db);
    CHECK((found == after || (!finished && found == before)));
    if (found == before) CHECK(apply_plan(bench.db, plan).edited.size() == 40);
    CHECK(result_of(bench.db) == after);
    CHECK(verify_import(store, report.id).proven());
    undo_import(store, report.id);
    CHECK(result_of(bench.db) == before);
    CHECK(store.check().sound());
  }
  CHECK(killed > 0);
}

}  // namespace import_edited_plan_kill_test
