// Edits of a plan that are refused: all but another member as the survivor of a group.
#include "catch.hpp"
#include "import/plan_bench.hpp"

namespace import_edited_plan_refusal_test {

using namespace profilestore;
using fixture::PlanBench;
using fixture::three;

TEST_CASE("Any other edit of a plan is refused", "[import][plan][edited]") {
  struct Case {
    const char* name;
    std::function<void(PlanBench&)> edit;
    std::string why;
  };
  const auto in_line = [](PlanBench::Edit edit) {
    return [edit](PlanBench& bench) { bench.edit(2, edit); };
  };
  const std::string differs = "line 2 of the plan differs from what the import would do";
  const std::string stranger = "line 2 of the plan: its survivor was set to ";
  const auto row = GENERATE_COPY(values<Case>({
      {"a stranger", [](PlanBench& bench) { bench.choose(2, 4); },
       stranger + R"({"source":"SOURCE","line":1,"offset":0,"_id":4}, but the group has no such )"
                  R"(document; its _ids are 1, 2, 3. Set the _id to one of them)"},
      {"nobody", [](PlanBench& bench) { bench.choose(2, nullptr); }, stranger},
      {"one of another type", [](PlanBench& bench) { bench.choose(2, "2"); }, stranger},
      {"a member, and a wrong place", in_line([](Document& line) {
         line["survivor"]["_id"] = 2;
         line["survivor"]["line"] = 3;
       }),
       stranger},
      {"a member, and more", in_line([](Document& line) {
         line["survivor"]["_id"] = 2;
         line["survivor"]["because"] = "I say so";
       }),
       differs},
      {"a member, and an outcome", in_line([](Document& line) {
         line["survivor"]["_id"] = 2;
         line["losers"][0]["outcome"] = "unchanged";
       }),
       differs},
      {"a member, and what it takes", in_line([](Document& line) {
         line["survivor"]["_id"] = 2;
         line["changes"]["x"] = {{"to", 7}};
       }),
       differs},
      {"a member, and the key", in_line([](Document& line) {
         line["survivor"]["_id"] = 2;
         line["key"]["u"] = "b";
       }),
       differs},
      {"a member, written twice",
       [](PlanBench& bench) {
         const std::string own = R"("_id":1,)";
         std::string& line = bench.lines[1];
         line.replace(line.find(own), own.size(), R"("_id":1,"_id":2,)");
       },
       differs},
      {"the rule of the survivor",
       in_line([](Document& line) { line["survivor"]["rule"] = "last"; }), differs},
      {"a loser's _id", in_line([](Document& line) { line["losers"][0]["_id"] = 1; }), differs},
      {"no survivor", in_line([](Document& line) { line["survivor"] = nullptr; }), differs},
      {"a survivor that is no object", in_line([](Document& line) { line["survivor"] = 2; }),
       differs},
      {"no line", [](PlanBench& bench) { bench.lines.erase(bench.lines.begin() + 1); }, differs},
      {"a line twice", [](PlanBench& bench) { bench.lines.push_back(bench.lines[1]); },
       "line 3 of the plan differs"},
      {"a line twice, one of them edited",
       [](PlanBench& bench) {
         bench.lines.push_back(bench.lines[1]);
         bench.choose(3, 2);
       },
       "line 3 of the plan differs"},
      {"a blank line", [](PlanBench& bench) { bench.lines.emplace_back(); },
       "line 3 of the plan differs"},
      {"the first line",
       [](PlanBench& bench) {
         bench.choose(2, 2);
         bench.edit(1, [](Document& line) { line["ledger"]["merged"] = 1; });
       },
       "line 1 of the plan has changed"},
  }));
  CAPTURE(row.name);
  PlanBench bench;
  bench.plan(three);
  row.edit(bench);
  std::string why = row.why;
  if (const auto at = why.find("SOURCE"); at != why.npos)
    why.replace(at, 6, (bench / "source.json").string());
  const std::string said = bench.refusal();
  CHECK_THAT(said, has_part(why));
  CHECK_THAT(said, has_part("nothing was done"));
}

TEST_CASE("A choice by which another line would change is refused", "[import][plan][edited]") {
  PlanBench bench;
  bench.options.unique = {Paths("u"), Paths("m")};
  bench.options.missing = Missing::sparse;
  bench.plan(R"({"_id":1,"u":"a","m":"p","x":1})"
             "\n"
             R"({"_id":2,"u":"a","m":"q"})"
             "\n"
             R"({"_id":3,"u":"b","m":"q"})"
             "\n");
  REQUIRE(bench.lines.size() == 2);
  bench.choose(2, 2);
  const std::string why = bench.refusal();
  CAPTURE(why);
  const bool is_said =
      why.find("of the plan would not be done as it stands") != why.npos ||
      why.find(
          "the document 2 that was chosen there cannot survive: conflict: another document has "
          "its key under the unique index m_1") != why.npos;
  CHECK(is_said);
}

}  // namespace import_edited_plan_refusal_test
