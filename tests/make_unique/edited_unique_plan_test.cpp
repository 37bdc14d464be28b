// Plans of make_unique in which the survivor of a group was set to another of its members.
#include <profilestore/kept.hpp>
#include <profilestore/unique_plan.hpp>

#include <sstream>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "make_unique/contents.hpp"

namespace make_unique_edited_unique_plan_test {

using namespace profilestore;
using Texts = std::vector<std::string>;

namespace {

struct Bench : temporary::Store {
  Collection users = collection("users");
  temporary::Folder folder;
  MakeUniqueOptions options;
  Texts lines;

  void plan(const UniqueIndex& index = {"u"}) {
    std::ostringstream out;
    plan_unique(*this, "users", index, options, out);
    lines = fixture::lines_of(out.str());
  }
  void choose(std::size_t number, const Value& id) {
    Document line = Document::parse(lines.at(number - 1));
    line["survivor"]["_id"] = id;
    lines[number - 1] = line.dump();
  }
  MakeUniqueReport apply() {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    temporary::write_file(folder / "plan.jsonl", text);
    return apply_unique_plan(*this, folder / "plan.jsonl").report;
  }
  std::string refusal() {
    const auto before = contents(*this);
    try {
      apply();
      return "";
    } catch (const PlanMoved& error) {
      return contents(*this) == before ? error.what() : "something was done";
    }
  }
  Texts live() { return fixture::column(path(), "SELECT doc FROM users"); }
};

}  // namespace

TEST_CASE("the survivor of a group of a collection may be edited, and it takes from the others",
          "[make_unique][plan][edited]") {
  Bench bench;
  insert_all(bench.users, {R"({"u":1,"n":1,"x":1})", R"({"u":1,"n":2})", R"({"u":1,"e":"b"})",
                           R"({"u":2,"x":1})", R"({"u":2})"});
  const auto before = contents(bench);
  bench.options.merge = {"fill"};
  bench.plan();
  REQUIRE(Value::parse(bench.lines[1]).at("survivor").at("_id") == 1);
  bench.choose(2, 3);
  const MakeUniqueReport report = bench.apply();
  CHECK(bench.live() ==
        Texts{R"({"_id":3,"u":1,"e":"b","n":1,"x":1})", R"({"_id":4,"u":2,"x":1})"});
  CHECK(report.ledger == Ledger{5, 0, 1, 1, 3, 0, 0});
  REQUIRE(report.edited.size() == 1);
  CHECK(report.edited.front().planned.dump() == R"({"store":true,"_id":1})");
  CHECK(report.edited.front().chosen.dump() == R"({"store":true,"_id":3})");
  CHECK(report.edited.front().done.at("changes").size() == 2);
  CHECK(report.rule_uses.front().rule == "by hand");
  CHECK(report.rule_uses.front().groups == 1);
  CHECK(fixture::column(bench.path(), "SELECT reason FROM ps_archive WHERE survivor = 3") ==
        Texts{"by hand", "by hand", "survivor before the merge"});
  CHECK(bench.check().sound());
  undo_import(bench, report.id);
  CHECK(contents(bench) == before);
}

TEST_CASE("a choice in such a plan comes before what is kept by hand",
          "[make_unique][plan][edited]") {
  Bench bench;
  insert_all(bench.users, {R"({"u":1,"n":1,"x":1})", R"({"u":1})", R"({"u":1,"n":2})"});
  keep_document(bench, "users", 2);
  bench.plan();
  REQUIRE(Value::parse(bench.lines[1]).at("survivor").at("_id") == 2);
  bench.choose(2, 3);
  bench.apply();
  CHECK(bench.live() == Texts{R"({"_id":3,"u":1,"n":2})"});
}

TEST_CASE("groups that arrays join, and keys that name nobody, take another survivor",
          "[make_unique][plan][edited]") {
  Bench bench;
  SECTION("arrays") {
    insert_all(bench.users, {R"({"u":[1,2],"x":1,"y":1})", R"({"u":[2,3],"x":1})", R"({"u":[3]})"});
    bench.plan();
    bench.choose(2, 3);
    CHECK(bench.apply().ledger.merged == 2);
    CHECK(bench.live() == Texts{R"({"_id":3,"u":[3]})"});
  }
  SECTION("nobody") {
    insert_all(bench.users, {R"({"u":"","x":1})", R"({"u":""})"});
    bench.plan({"u", Missing::collide});
    bench.choose(2, 2);
    CHECK(bench.apply().ledger.conflicted == 1);
    CHECK(bench.live() == Texts{R"({"_id":2,"u":""})"});
  }
}

TEST_CASE("any other edit of such a plan is refused", "[make_unique][plan][edited]") {
  Bench bench;
  insert_all(bench.users, {R"({"u":1,"x":1})", R"({"u":1})", R"({"u":2,"x":1})", R"({"u":2})"});
  bench.plan();
  REQUIRE(bench.lines.size() == 4);
  bench.choose(2, 2);
  SECTION("a stranger") {
    bench.choose(3, 1);
    CHECK_THAT(bench.refusal(), has_part("line 3 of the plan: its survivor was set to {\"store\":"
                                         "true,\"_id\":1}, but the group has no such document; its "
                                         "_ids are 3, 4"));
  }
  SECTION("the counts") {
    bench.lines[3].replace(bench.lines[3].find("\"groups\":2"), 10, "\"groups\":3");
    CHECK_THAT(bench.refusal(), has_part("line 4 of the plan differs"));
  }
  SECTION("a rule") {
    bench.lines[2].replace(bench.lines[2].find("complete"), 8, "by hand!");
    CHECK_THAT(bench.refusal(), has_part("line 3 of the plan differs"));
  }
  SECTION("a document was changed") {
    bench.users.update_one({{"_id", 1}}, {{"$set", {{"y", 1}}}});
    CHECK_THAT(bench.refusal(), has_part("the documents of the collection have changed"));
  }
}

}  // namespace make_unique_edited_unique_plan_test
