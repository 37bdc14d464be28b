// Plans in which the survivor of a group was set to another of its members.
#include "catch.hpp"
#include "import/plan_bench.hpp"

namespace import_edited_plan_test {

using namespace profilestore;
using fixture::PlanBench;
using fixture::three;
using Texts = std::vector<std::string>;

TEST_CASE("The survivor of a group may be edited, in each way that names one of its members",
          "[import][plan][edited]") {
  struct Case {
    const char* name;
    PlanBench::Edit edit;
  };
  const auto row = GENERATE(values<Case>({
      {"the _id alone", [](Document& line) { line["survivor"]["_id"] = 2; }},
      {"the _id, spelled otherwise",
       [](Document& line) {
         line["survivor"]["_id"] = {{"$numberInt", "2"}};
       }},
      {"nothing but the _id",
       [](Document& line) {
         line["survivor"] = {{"_id", 2}};
       }},
      {"the whole loser", [](Document& line) { line["survivor"] = line["losers"][0]; }},
      {"its place, the rule left",
       [](Document& line) {
         for (const char* name : {"source", "line", "offset", "_id"})
           line["survivor"][name] = line["losers"][0][name];
       }},
      {"its place alone",
       [](Document& line) {
         line["survivor"] = line["losers"][0];
         line["survivor"].erase("outcome");
         line["survivor"].erase("rule");
       }},
      {"its _id and line",
       [](Document& line) {
         line["survivor"]["_id"] = 2;
         line["survivor"]["line"] = 2;
       }},
  }));
  CAPTURE(row.name);
  PlanBench bench;
  bench.plan(three);
  bench.edit(2, row.edit);
  const ImportReport report = bench.apply();
  CHECK(report.ledger == Ledger{4, 2, 0, 0, 2, 0, 0});
  CHECK(bench.live() == Texts{R"({"_id":2,"u":"a","x":1,"y":2})", R"({"_id":4,"u":"b"})"});
  CHECK(bench.archive() == Texts{R"(by hand: {"_id":1,"u":"a","x":1,"y":2,"z":3})",
                                 R"(by hand: {"_id":3,"u":"a","x":1})"});
  REQUIRE(report.edited.size() == 1);
  const EditedGroup& edited = report.edited.front();
  CHECK(edited.line == 2);
  CHECK(edited.planned.at("_id") == 1);
  CHECK(edited.chosen.at("line") == 2);
  CHECK(edited.done.at("survivor").at("rule") == "by hand");
  CHECK(edited.done.at("losers").size() == 2);
  REQUIRE(report.rule_uses.size() >= 1);
  CHECK(report.rule_uses.front().rule == "by hand");
  CHECK(report.rule_uses.front().groups == 1);
  CHECK(bench.proven(report));
  CHECK(bench.sound());
}

TEST_CASE("Several lines may be edited, and lines between them stay", "[import][plan][edited]") {
  PlanBench bench;
  std::string source;
  for (int i = 0; i < 30; ++i)
    source += Document{{"_id", i}, {"u", i % 10}, {"n", i}, {"more", i < 10}}.dump() + "\n";
  bench.options.keep = "last";
  bench.plan(source);
  REQUIRE(bench.lines.size() == 11);
  bench.choose(2, 0);
  bench.choose(5, 13);
  bench.choose(11, 9);
  const ImportReport report = bench.apply();
  CHECK(report.edited.size() == 3);
  Texts ids;
  for (const std::string& text : bench.live())
    ids.push_back(Document::parse(text).at("_id").dump());
  std::ranges::sort(ids);
  CHECK(ids == Texts{"0", "13", "21", "22", "24", "25", "26", "27", "28", "9"});
  CHECK(report.rule_uses.front().groups == 3);
  CHECK(bench.proven(report));
}

TEST_CASE("Members with one _id are told apart by their place", "[import][plan][edited]") {
  PlanBench bench;
  bench.options.keep = "last";
  bench.plan(
      "["
      R"({"_id":1,"u":"a","v":1},{"_id":1,"u":"a","v":2},{"_id":2,"u":"a"},)"
      R"({"_id":1,"u":"a","v":3},{"_id":3,"u":"a"}])");
  SECTION("by the _id alone it is not known which") {
    bench.choose(2, 1);
    CHECK_THAT(bench.refusal(), has_part("line 2 of the plan: several documents of the group have "
                                         "the _id 1: put the source, line and offset of the one"));
  }
  SECTION("by the place it is") {
    bench.edit(2, [](Document& line) { line["survivor"] = line["losers"][1]; });
    CHECK(bench.apply().ledger == Ledger{5, 1, 0, 0, 4, 0, 0});
    CHECK(bench.live() == Texts{R"({"_id":1,"u":"a","v":2})"});
  }
  SECTION("by the offset alone, where the survivor has that _id too") {
    bench.options.keep = "first";
    bench.plan(temporary::contents(bench / "source.json"));
    bench.edit(2, [](Document& line) { line["survivor"]["offset"] = line["losers"][2]["offset"]; });
    bench.apply();
    CHECK(bench.live() == Texts{R"({"_id":1,"u":"a","v":3})"});
  }
}

TEST_CASE("Records without an _id are chosen by the one they get", "[import][plan][edited]") {
  PlanBench bench;
  bench.options.type = "csv";
  bench.plan("u,n\na,1\na,2\nb,3\n", "source.csv");
  const Value loser = Value::parse(bench.lines[1]).at("losers").at(0);
  bench.choose(2, loser.at("_id"));
  const ImportReport report = bench.apply();
  CHECK(report.edited.front().chosen.at("line") == loser.at("line"));
  CHECK(bench.live().size() == 2);
  CHECK(fixture::column(bench.db, "SELECT count(*) FROM profiles WHERE doc LIKE '%" +
                                      loser.at("_id").at("$oid").get<std::string>() + "%'") ==
        Texts{"1"});
  CHECK(bench.proven(report));
}

TEST_CASE("What the chosen survivor takes is made again, and told", "[import][plan][edited]") {
  PlanBench bench;
  bench.options.merge = {"fill", "sum:n"};
  bench.plan(R"({"_id":1,"u":"a","x":1,"n":1,"y":2})"
             "\n"
             R"({"_id":2,"u":"a","b":"hi","n":5})"
             "\n");
  bench.choose(2, 2);
  const ImportReport report = bench.apply();
  CHECK(bench.live() == Texts{R"({"_id":2,"u":"a","b":"hi","n":6,"x":1,"y":2})"});
  CHECK(report.edited.front().done.at("changes").dump() ==
        R"({"n":{"from":5,"to":6},"x":{"to":1},"y":{"to":2}})");
  CHECK(bench.proven(report));
  const auto before = fixture::result_of(bench.db);
  CHECK(
      import_files(bench.db, {(bench / "source.json").string()}, bench.options).ledger.unchanged ==
      2);
  CHECK(fixture::result_of(bench.db).live == before.live);
}

TEST_CASE("Somebody else of the group may be chosen, and then defines the person",
          "[import][plan][edited]") {
  PlanBench bench;
  bench.options.identity = {"e"};
  bench.plan(R"({"_id":1,"u":"a","e":"x","y":2})"
             "\n"
             R"({"_id":2,"u":"a","e":"v"})"
             "\n");
  CHECK(Value::parse(bench.lines[1]).at("losers").at(0).at("outcome") == "conflicted");
  SECTION("in a new store") {
    bench.choose(2, 2);
    const ImportReport report = bench.apply();
    CHECK(report.ledger == Ledger{2, 1, 0, 0, 0, 1, 0});
    CHECK(bench.live() == Texts{R"({"_id":2,"u":"a","e":"v"})"});
    CHECK(report.edited.front().done.at("losers").at(0).at("outcome") == "conflicted");
  }
  SECTION("not where the store has another") {
    bench.run(R"({"_id":9,"u":"a","e":"x"})", bench.options, "first.json");
    bench.plan(temporary::contents(bench / "source.json"));
    bench.choose(2, 2);
    CHECK_THAT(bench.refusal(), has_part("line 2 of the plan: the document 2 that was chosen there "
                                         "cannot survive: conflict of identity: 'e' differs"));
  }
}

TEST_CASE("Of a group that is in conflict as a whole, one may be chosen",
          "[import][plan][edited]") {
  PlanBench bench;
  bench.options.unique = {Paths("u"), Paths("m")};
  bench.options.missing = Missing::sparse;
  bench.plan(R"({"_id":1,"u":"a","m":"p","x":1,"y":1})"
             "\n"
             R"({"_id":2,"u":"b","m":"p","x":1})"
             "\n"
             R"({"_id":3,"u":"b","m":"q"})"
             "\n");
  const std::size_t number = bench.lines.size();
  REQUIRE(Value::parse(bench.lines.back()).at("survivor").is_null());
  bench.edit(number, [](Document& line) { line["survivor"] = {{"_id", 3}}; });
  const ImportReport report = bench.apply();
  CHECK(bench.live().size() == 2);
  CHECK(report.ledger == Ledger{3, 2, 0, 0, 1, 0, 0});
  CHECK(report.edited.front().planned.is_null());
  CHECK(bench.proven(report));
}

TEST_CASE("Groups that arrays join take another survivor too", "[import][plan][edited]") {
  PlanBench bench;
  bench.plan(R"({"_id":1,"u":["a","b"],"x":1,"y":1})"
             "\n"
             R"({"_id":2,"u":["b","c"],"x":1})"
             "\n"
             R"({"_id":3,"u":["c"]})"
             "\n");
  REQUIRE(bench.lines.size() == 2);
  bench.choose(2, 3);
  const ImportReport report = bench.apply();
  CHECK(bench.live() == Texts{R"({"_id":3,"u":["c"]})"});
  CHECK(report.ledger.merged == 2);
  CHECK(bench.proven(report));
  CHECK(bench.sound());
}

}  // namespace import_edited_plan_test
