// Plans of random imports by random rules, edited at random.
#include <random>
#include <set>

#include "catch.hpp"
#include "import/plan_bench.hpp"

namespace import_edited_plan_random_test {

using namespace profilestore;
using fixture::PlanBench;
using Texts = std::vector<std::string>;

namespace {

struct Dice {
  std::mt19937 random;
  unsigned below(unsigned n) { return static_cast<unsigned>(random() % n); }
  Value one_of(const Value& values) {
    return values.at(below(static_cast<unsigned>(values.size())));
  }

  std::string documents(unsigned count, unsigned first_id) {
    std::string lines;
    for (unsigned i = 0; i < count; ++i) {
      Document d{{"_id", first_id + (below(8) == 0 ? below(count) : i)}, {"u", below(8)}};
      if (below(16) == 0) d["u"] = Value::array({below(8), below(8)});
      if (below(2)) d["a"] = below(4);
      if (below(2)) d["t"] = Value::array({below(3), below(3)});
      if (below(3) == 0) d["email"] = std::string(1, static_cast<char>('a' + below(4)));
      if (below(2)) d["updatedAt"] = below(5);
      if (below(2)) d["n"] = below(100);
      lines += d.dump() + "\n";
    }
    return lines;
  }

  ImportOptions options() {
    ImportOptions options = fixture::by("u");
    for (const char* rule : {"fill", "union:t", "sum:n"})
      if (below(2)) options.merge.emplace_back(rule);
    if (below(2)) options.identity = {"email"};
    if (below(2)) options.unique.emplace_back("email");
    options.missing = Missing::distinct;
    options.on_existing = Texts{"", "keep", "replace", "merge", "newest"}[below(5)];
    return options;
  }
};

// One of its members; where there is none the line stays.
void edit(Dice& dice, Document& line) {
  if (!line.contains("losers")) return;
  Value members = line["losers"];
  if (line.contains("replaces")) members.push_back(line["replaces"]);
  if (members.empty()) return;
  const Value member = dice.one_of(members);
  const bool is_survivor = member.contains("store") && line["survivor"].contains("store");
  if (is_survivor) return;
  if (dice.below(2) && line["survivor"].is_object())
    line["survivor"]["_id"] = member["_id"];
  else
    line["survivor"] = member;
}

bool has_reason(const std::string& refusal) {
  for (const char* reason :
       {"cannot survive: conflict", "cannot survive: it is what the store's document was",
        "would not be done as it stands", "with the same document of the store",
        "several documents of the group have the _id"})
    if (refusal.find(reason) != refusal.npos) return true;
  return false;
}

// Whether it was applied.
bool apply_one(unsigned seed) {
  CAPTURE(seed);
  Dice dice{std::mt19937(seed)};
  PlanBench bench;
  bench.options = dice.options();
  CAPTURE(bench.options.merge, bench.options.identity, bench.options.unique.size(),
          bench.options.on_existing);
  const auto first = bench.run(dice.documents(12, 1), bench.options, "first.json");
  bench.plan(dice.documents(16, 7));
  for (std::size_t number = 2; number <= bench.lines.size(); ++number)
    if (dice.below(3) == 0) bench.edit(number, [&](Document& line) { edit(dice, line); });
  const auto before = fixture::result_of(bench.db);
  ImportReport report;
  try {
    report = bench.apply();
  } catch (const PlanMoved& error) {
    CAPTURE(error.what());
    CHECK(has_reason(error.what()));
    CHECK(fixture::result_of(bench.db) == before);
    return false;
  }
  std::set<std::string> live;
  for (const std::string& text : bench.live()) live.insert(Document::parse(text).at("_id").dump());
  for (const EditedGroup& edited : report.edited)
    CHECK(live.contains(edited.chosen.at("_id").dump()));
  CHECK(bench.sound());
  CHECK(bench.proven(first));
  CHECK(bench.proven(report));
  CHECK(undo_import(Store::open(bench.db), report.id).left.empty());
  CHECK(fixture::result_of(bench.db) == before);
  return !report.edited.empty();
}

}  // namespace

TEST_CASE("whichever member is chosen, it survives and nothing is lost, or it is told why not",
          "[import][plan][edited]") {
  int applied = 0;
  for (unsigned seed = 1; seed <= 100; ++seed) applied += apply_one(seed) ? 1 : 0;
  CHECK(applied > 25);
  CHECK(applied < 90);
}

}  // namespace import_edited_plan_random_test
