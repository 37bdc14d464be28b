// Imports into a store that has documents of the same people.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_existing_test {

using namespace profilestore;
using fixture::by;
using fixture::with;
using Texts = std::vector<std::string>;

namespace {

using fixture::Bench;

}  // namespace

TEST_CASE("a document of the store gives and takes", "[import][merges]") {
  struct Case {
    const char* reason;
    std::string on_existing, before, then, after;
    Ledger ledger;
  };
  const std::string poor = R"({"_id":1,"u":"a","p":1})", rich = R"({"_id":2,"u":"a","q":2,"r":3})";
  const std::string old = R"({"_id":1,"u":"a","p":1,"updatedAt":1})",
                    young = R"({"_id":2,"u":"a","q":2,"updatedAt":2})";
  const Case row = GENERATE_COPY(values<Case>({
      {"the better of the import takes from it",
       "",
       poor,
       rich,
       R"({"_id":2,"u":"a","q":2,"r":3,"p":1})",
       {1, 0, 1, 0, 0, 0, 0}},
      {"it takes from the worse of the import",
       "merge",
       rich,
       poor,
       R"({"_id":2,"u":"a","q":2,"r":3,"p":1})",
       {1, 0, 1, 0, 0, 0, 0}},
      {"it stays as it is, if nothing is new to it",
       "",
       rich,
       R"({"_id":1,"u":"a","q":9})",
       rich,
       {1, 0, 0, 0, 1, 0, 0}},
      {"keep: it stays", "keep", poor, rich, poor, {1, 0, 0, 0, 1, 0, 0}},
      {"replace: it gives way, to a worse one too",
       "replace",
       rich,
       poor,
       poor,
       {1, 0, 1, 0, 0, 0, 0}},
      {"newest: it gives way to a newer one", "newest", old, young, young, {1, 0, 1, 0, 0, 0, 0}},
      {"newest: it stays before an older one", "newest", young, old, young, {1, 0, 0, 0, 1, 0, 0}},
  }));
  INFO(row.reason);
  Bench bench;
  auto options = with({"fill"});
  options.on_existing = row.on_existing;
  bench.run(row.before, options, "one.json");
  const Texts before = bench.live();
  const auto report = bench.run(row.then, options, "two.json");
  CHECK(report.ledger == row.ledger);
  CHECK(bench.live() == Texts{row.after});
  CHECK(bench.proven(report));
  CHECK(bench.run(row.then, options, "two.json").ledger == Ledger{1, 0, 0, 1, 0, 0, 0});
  CHECK(bench.live() == Texts{row.after});
  undo_import(Store::open(bench.db), "3");
  undo_import(Store::open(bench.db), report.id);
  CHECK(bench.live() == before);
}

TEST_CASE("replace takes back what the application changed", "[import][merges]") {
  const std::string text = R"({"_id":1,"u":"a","p":1})";
  Bench bench;
  auto options = by("u");
  bench.run(text, options);
  Store::open(bench.db).collection("profiles").update_one({{"u", "a"}}, {{"$set", {{"p", 2}}}});
  CHECK(bench.run(text, options).ledger == Ledger{1, 0, 0, 1, 0, 0, 0});
  options.on_existing = "replace";
  CHECK(bench.run(text, options).ledger == Ledger{1, 0, 1, 0, 0, 0, 0});
  CHECK(bench.live() == Texts{text});
}

// Its key is found before its _id: what only its _id finds must not take it from the other.
TEST_CASE("a document of the store is claimed by one group", "[import][merges]") {
  struct Case {
    const char* reason;
    std::string on_existing, before, then, after, conflict;
  };
  const std::string stored = R"({"_id":1,"u":"a","n":1})", keyless = R"({"_id":1,"x":1,"y":2})",
                    keyed = R"({"_id":2,"u":"a"})";
  const Case row = GENERATE_COPY(values<Case>({
      {"both would replace it", "replace", stored, keyed + "\n" + keyless, keyed, "_id_"},
      {"the other order", "replace", stored, keyless + "\n" + keyed, keyed, "_id_"},
      {"one of them is better", "", stored, keyed + "\n" + keyless, stored, "_id_"},
      {"one of them has it as it is", "replace", stored, stored + "\n" + keyless, stored, "_id_"},
      {"it is kept", "keep", stored, keyed + "\n" + keyless, stored, "_id_"},
      {"one alone finds it by its _id", "replace", stored, keyless, keyless, ""},
  }));
  INFO(row.reason);
  Bench bench;
  auto options = by("u");
  options.missing = Missing::sparse;
  options.on_existing = row.on_existing;
  bench.run(row.before, options, "one.json");
  const auto report = bench.run(row.then, options, "two.json");
  CHECK(bench.live() == Texts{row.after});
  CHECK(report.ledger.conflicted == (row.conflict.empty() ? 0 : 1));
  if (!row.conflict.empty())
    CHECK(bench.reasons() ==
          Texts{"conflict: another document has its key under the unique index " + row.conflict});
  CHECK(bench.proven(report));
  CHECK(Store::open(bench.db).check().sound());
  undo_import(Store::open(bench.db), report.id);
  CHECK(bench.live() == Texts{row.before});
}

TEST_CASE("what was in conflict at first is so again", "[import][merges]") {
  const std::string text = R"({"_id":1,"u":"a","n":1,"m":2})"
                           "\n"
                           R"({"_id":1,"x":1})";
  Bench bench;
  auto options = by("u");
  options.missing = Missing::sparse;
  options.on_existing = GENERATE("replace", "merge", "keep");
  CHECK(bench.run(text, options).ledger == Ledger{2, 1, 0, 0, 0, 1, 0});
  const Texts live = bench.live();
  CHECK(bench.run(text, options).ledger == Ledger{2, 0, 0, 1, 0, 1, 0});
  CHECK(bench.live() == live);
}

TEST_CASE("a key that one document gives up passes to another", "[import][merges]") {
  struct Case {
    const char* reason;
    Texts then;
    Ledger ledger;
    Texts after;
  };
  const std::string a = R"({"_id":1,"u":"a","email":"x"})", b = R"({"_id":2,"u":"b","email":"y"})";
  const std::string a_to_z = R"({"_id":1,"u":"a","email":"z"})",
                    a_to_y = R"({"_id":1,"u":"a","email":"y"})", a_to_none = R"({"_id":1,"u":"a"})",
                    a_anew = R"({"_id":9,"u":"a","email":"x"})",
                    b_to_x = R"({"_id":2,"u":"b","email":"x"})",
                    c_of_x = R"({"_id":3,"u":"c","email":"x"})",
                    c_of_y = R"({"_id":3,"u":"c","email":"y"})",
                    d_of_x = R"({"_id":4,"u":"d","email":"x","n":1})",
                    c_of_1 = R"({"_id":1,"u":"c"})";
  const Case row = GENERATE_COPY(values<Case>({
      {"to a new one", {a_to_z, c_of_x}, {2, 1, 1, 0, 0, 0, 0}, {a_to_z, b, c_of_x}},
      {"who has none now", {a_to_none, c_of_x}, {2, 1, 1, 0, 0, 0, 0}, {a_to_none, b, c_of_x}},
      {"on and on", {c_of_y, a_to_z, b_to_x}, {3, 1, 2, 0, 0, 0, 0}, {a_to_z, b_to_x, c_of_y}},
      {"not in a circle", {a_to_y, b_to_x}, {2, 0, 0, 0, 0, 2, 0}, {a, b}},
      {"not of one that can't take another", {a_to_y, c_of_x}, {2, 0, 0, 0, 0, 2, 0}, {a, b}},
      {"to the better of two",
       {a_to_z, c_of_x, d_of_x},
       {3, 1, 1, 0, 0, 1, 0},
       {a_to_z, b, d_of_x}},
      {"not its _id", {a_anew, c_of_1}, {2, 0, 1, 0, 0, 1, 0}, {b, a_anew}},
  }));
  INFO(row.reason);
  const bool turned = GENERATE(false, true);
  Bench bench;
  auto options = by("u");
  options.unique.push_back("email");
  options.missing = Missing::sparse;
  options.on_existing = "replace";
  bench.run(a + "\n" + b, options, "one.json");
  std::string text;
  for (const std::string& line : row.then) text = turned ? line + "\n" + text : text + line + "\n";
  const auto report = bench.run(text, options, "two.json");
  CHECK(report.ledger == row.ledger);
  CHECK(bench.live() == row.after);
  CHECK(bench.proven(report));
  CHECK(Store::open(bench.db).check().sound());
  if (row.ledger.conflicted == 0) {
    const auto again = bench.run(text, options, "two.json");
    CHECK(again.ledger.unchanged == again.ledger.read);
    undo_import(Store::open(bench.db), again.id);
  }
  const UndoReport undone = undo_import(Store::open(bench.db), report.id);
  CHECK(undone.left.empty());
  CHECK(bench.live() == Texts{a, b});
}

}  // namespace import_existing_test
