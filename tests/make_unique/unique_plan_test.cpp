// A make_unique in two steps: its plan, and what is done by it.
#include <profilestore/unique_plan.hpp>

#include <profilestore/plan.hpp>
#include <sstream>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "make_unique/contents.hpp"

namespace make_unique_unique_plan_test {

using namespace profilestore;
using Texts = std::vector<std::string>;

namespace {

MakeUniqueOptions options() {
  MakeUniqueOptions options;
  options.keep = "oldest:_id";
  options.merge = {"sum:n", "fill"};
  options.identity = {"e"};
  return options;
}

struct Bench : temporary::Store {
  Collection users = collection("users");
  temporary::Folder folder;

  Bench() {
    insert_all(users, {R"({"u":1,"n":1})", R"({"u":1,"n":2,"e":"a"})", R"({"u":1,"e":"b"})",
                       R"({"u":2})", R"({"x":1})"});
  }
  UniqueIndex index() const { return {"u", Missing::reject}; }
  std::string plan() {
    std::ostringstream out;
    plan_unique(*this, "users", index(), options(), out);
    return out.str();
  }
  std::filesystem::path written(const std::string& text) {
    temporary::write_file(folder / "plan.jsonl", text);
    return folder / "plan.jsonl";
  }
};

}  // namespace

TEST_CASE("a plan tells of each group and each document that the index rejects, and does nothing",
          "[import][make_unique][plan]") {
  Bench bench;
  const auto before = contents(bench);
  const std::string text = bench.plan();
  CHECK(contents(bench) == before);
  CHECK(bench.plan() == text);
  const auto lines = fixture::lines_of(text);
  REQUIRE(lines.size() == 4);
  CHECK(Value::parse(lines[0]).at("collection") == "users");
  CHECK(
      lines[1] ==
      R"({"key":{"u":1},"survivor":{"store":true,"_id":1},"losers":[{"store":true,"_id":2,)"
      R"("outcome":"merged","rule":"oldest:_id"},{"store":true,"_id":3,"outcome":"conflicted",)"
      R"("reason":"conflict of identity: 'e' differs from that of a document with the same key"}],)"
      R"("changes":{"n":{"from":1,"to":3},"e":{"to":"a"}}})");
  CHECK(lines[2] == R"({"quarantined":{"store":true,"_id":5,"reason":"'u' is missing or null, and )"
                    R"(the unique index u_1 requires it"}})");
  CHECK(Value::parse(lines[3]).at("groups") == 1);
}

TEST_CASE("what a plan says is done, and nothing else", "[import][make_unique][plan]") {
  Bench bench;
  const auto before = contents(bench);
  const auto plan = bench.written(bench.plan());
  CHECK(is_unique_plan(plan));
  const AppliedUniquePlan applied = apply_unique_plan(bench, plan);
  CHECK(applied.collection == "users");
  CHECK(applied.report.ledger == Ledger{5, 0, 1, 1, 1, 1, 1});
  CHECK(fixture::column(bench.path(), "SELECT doc FROM users").front() ==
        R"({"_id":1,"u":1,"n":3,"e":"a"})");
  CHECK_THROWS_AS(apply_unique_plan(bench, plan), PlanMoved);
  undo_import(bench, applied.report.id);
  CHECK(contents(bench) == before);
}

TEST_CASE("a plan that was edited, or whose store has moved, is refused and does nothing",
          "[import][make_unique][plan]") {
  Bench bench;
  const std::string text = bench.plan();
  const auto moved = [&](const std::string& plan) -> std::string {
    const auto before = contents(bench);
    try {
      apply_unique_plan(bench, bench.written(plan));
    } catch (const PlanMoved& error) {
      CHECK(contents(bench) == before);
      return error.what();
    }
    return "";
  };
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string plan = text;
    plan.replace(plan.find(from), from.size(), to);
    return plan;
  };
  CHECK_THAT(moved(with("oldest:_id", "newest:_id")), has_part("line 1 of the plan has changed"));
  CHECK_THAT(moved(with(R"("to":3)", R"("to":4)")), has_part("line 2 of the plan differs"));
  CHECK_THAT(moved(with(R"("groups":1)", R"("groups":2)")), has_part("line 4 of the plan differs"));
  CHECK_THAT(moved(text + "\n"), has_part("line 5 of the plan differs"));
  bench.users.update_one({{"_id", 4}}, {{"$set", {{"y", 1}}}});
  CHECK_THAT(moved(text), has_part("the documents of the collection have changed"));
}

TEST_CASE("a plan of an import and one of make_unique are not taken for each other",
          "[import][make_unique][plan]") {
  Bench bench;
  const auto plan = bench.written(bench.plan());
  CHECK_THROWS_WITH(apply_plan(bench.path(), plan), has_part("apply_unique_plan applies it"));
  temporary::write_file(bench.folder / "a.json", R"({"_id":9,"u":9})");
  std::ostringstream out;
  ImportOptions by_id;
  by_id.collection = "users";
  plan_import(bench.path(), {(bench.folder / "a.json").string()}, by_id, out);
  CHECK_THROWS_WITH(apply_unique_plan(bench, bench.written(out.str())),
                    has_part("apply_plan applies it"));
}

}  // namespace make_unique_unique_plan_test
