// Edited plans of imports into a store that has documents of their groups.
#include <profilestore/explain.hpp>
#include <profilestore/kept.hpp>

#include "catch.hpp"
#include "import/plan_bench.hpp"

namespace import_edited_plan_existing_test {

using namespace profilestore;
using fixture::PlanBench;
using Texts = std::vector<std::string>;

namespace {

const std::string poor = R"({"_id":1,"u":"a"})", rich = R"({"_id":2,"u":"a","x":1})",
                  richest = R"({"_id":3,"u":"a","x":1,"y":2})";

}  // namespace

TEST_CASE("What the store has may be chosen over what would replace it", "[import][plan][edited]") {
  const std::string existing = GENERATE(values<std::string>({"merge", "replace"}));
  CAPTURE(existing);
  PlanBench bench;
  bench.run(poor, bench.options, "first.json");
  bench.options.on_existing = existing;
  bench.plan(rich + "\n" + richest + "\n");
  CHECK(Value::parse(bench.lines[1]).at("replaces").dump() == R"({"store":true,"_id":1})");
  const bool whole = GENERATE(false, true);
  if (whole)
    bench.edit(2, [](Document& line) { line["survivor"] = line["replaces"]; });
  else
    bench.choose(2, 1);
  const ImportReport report = bench.apply();
  CHECK(bench.live() == Texts{poor});
  CHECK(report.ledger == Ledger{2, 0, 0, 0, 2, 0, 0});
  CHECK(report.edited.front().chosen.dump() == R"({"store":true,"_id":1})");
  CHECK(bench.archive() == Texts{"by hand: " + rich, "by hand: " + richest});
  CHECK(bench.proven(report));
}

TEST_CASE("What the store would keep may give way to what is chosen", "[import][plan][edited]") {
  const std::string existing = GENERATE(values<std::string>({"merge", "keep", "newest"}));
  CAPTURE(existing);
  PlanBench bench;
  bench.run(richest, bench.options, "first.json");
  bench.options.on_existing = existing;
  bench.plan(poor + "\n" + rich + "\n");
  bench.choose(2, 1);
  const auto before = fixture::result_of(bench.db);
  const ImportReport report = bench.apply();
  CHECK(bench.live() == Texts{poor});
  CHECK(report.ledger == Ledger{2, 0, 1, 0, 1, 0, 0});
  CHECK(bench.archive() ==
        Texts{"by hand: " + rich, "replaced by the import: by hand: " + richest});
  CHECK(bench.proven(report));
  const Store store = Store::open(bench.db);
  CHECK(explain_document(store, "profiles", "a").import == report.id);
  CHECK(undo_import(store, report.id).restored == 1);
  CHECK(fixture::result_of(bench.db) == before);
  CHECK(store.check().sound());
}

TEST_CASE("What was set aside before may be chosen", "[import][plan][edited]") {
  PlanBench bench;
  const std::string both = poor + "\n" + richest + "\n";
  bench.run(both, bench.options, "first.json");
  CHECK(bench.live() == Texts{richest});
  bench.plan(both + rich + "\n");
  bench.choose(2, 1);
  const ImportReport report = bench.apply();
  CHECK(bench.live() == Texts{poor});
  CHECK(bench.proven(report));
  CHECK(verify_import(Store::open(bench.db), "1").proven());
  CHECK(undo_import(Store::open(bench.db), report.id).restored == 1);
  CHECK(bench.live() == Texts{richest});
  CHECK(bench.sound());
}

TEST_CASE("What the store has, named as a document of the source, is chosen as the store's",
          "[import][plan][edited]") {
  PlanBench bench;
  bench.run(poor, bench.options, "first.json");
  bench.plan(poor + "\n" + richest + "\n");
  SECTION("by its _id") {
    bench.choose(2, 1);
    CHECK(bench.apply().edited.front().chosen.contains("store"));
    CHECK(bench.live() == Texts{poor});
  }
  SECTION("by its place it cannot be") {
    bench.edit(2, [](Document& line) { line["survivor"] = line["losers"][0]; });
    CHECK_THAT(bench.refusal(),
               has_part("it is what the store's document was imported as: choose that one"));
  }
}

TEST_CASE("What one line keeps of the store another cannot replace", "[import][plan][edited]") {
  PlanBench bench;
  bench.run(R"({"_id":12,"u":["a","b"],"x":1})", bench.options, "first.json");
  bench.plan(R"({"_id":13,"u":"a"})"
             "\n"
             R"({"_id":14,"u":"b"})"
             "\n");
  REQUIRE(bench.lines.size() == 3);
  bench.choose(2, 13);
  CHECK_THAT(bench.refusal(), has_part("line 2 and line 3 of the plan have to do with the same "
                                       "document of the store"));
}

TEST_CASE("The same sources again leave the chosen survivor", "[import][plan][edited]") {
  PlanBench bench;
  bench.plan(poor + "\n" + richest + "\n");
  bench.choose(2, 1);
  bench.apply();
  for (const char* existing : {"merge", "keep", "newest"}) {
    CAPTURE(existing);
    bench.options.on_existing = existing;
    const auto again = import_files(bench.db, {(bench / "source.json").string()}, bench.options);
    CHECK(again.ledger == Ledger{2, 0, 0, 2, 0, 0, 0});
    CHECK(bench.live() == Texts{poor});
  }
}

TEST_CASE("A choice in a plan comes before what is kept in every import",
          "[import][plan][edited]") {
  PlanBench bench;
  {
    Store store = Store::open(bench.db);
    store.collection("profiles").create_index(UniqueIndex{"u"});
    keep_document(store, "profiles", 2);
  }
  bench.plan(poor + "\n" + rich + "\n" + richest + "\n");
  CHECK(Value::parse(bench.lines[1]).at("survivor").at("_id") == 2);
  bench.choose(2, 1);
  bench.apply();
  CHECK(bench.live() == Texts{poor});
}

TEST_CASE("A document of the store that is kept by hand takes what the rules of merging give",
          "[import][kept]") {
  PlanBench bench;
  bench.run(poor, bench.options, "first.json");
  keep_document(Store::open(bench.db), "profiles", 1);
  bench.options.merge = {"fill"};
  const ImportReport report = bench.run(richest, bench.options);
  CHECK(bench.live() == Texts{R"({"_id":1,"u":"a","x":1,"y":2})"});
  CHECK(bench.proven(report));
}

TEST_CASE("A plan that was edited is bound to the store as any is", "[import][plan][edited]") {
  PlanBench bench;
  bench.run(R"({"_id":9,"u":"z"})", bench.options, "first.json");
  bench.plan(poor + "\n" + richest + "\n");
  bench.choose(2, 1);
  keep_document(Store::open(bench.db), "profiles", 3);
  CHECK_THAT(bench.refusal(), has_part("the decisions"));
}

}  // namespace import_edited_plan_existing_test
