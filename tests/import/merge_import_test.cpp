// Imports whose survivors take from the others, whose documents are told apart, and that find
// documents in the store.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "document/bytes.hpp"
#include "history/not_duplicates.hpp"
#include "import/fixture.hpp"

namespace import_merge_import_test {

using namespace profilestore;
using fixture::by;
using Texts = std::vector<std::string>;

namespace {

struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  ImportReport run(const std::string& text, const ImportOptions& options,
                   const std::string& name = "source.json") {
    temporary::write_file(*this / name, text);
    return import_files(db, {(*this / name).string()}, options);
  }
  Texts live() { return fixture::column(db, "SELECT doc FROM profiles"); }
  Texts archive() { return fixture::column(db, "SELECT body FROM ps_archive WHERE source > 0"); }
  Texts reasons() { return fixture::column(db, "SELECT reason FROM ps_quarantine"); }
  bool proven(const ImportReport& report) {
    return verify_import(Store::open(db), report.id).proven();
  }
};

ImportOptions with(std::vector<std::string> merge) {
  ImportOptions options = by("u");
  options.merge = std::move(merge);
  return options;
}

std::string joined(const Texts& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("a survivor takes what it lacks, and what it was is in the archive", "[import][merges]") {
  const std::string rich = R"({"_id":1,"u":"a","x":1,"y":2,"t":["p"]})",
                    poor = R"({"_id":2,"u":"a","bio":"hello","t":["q"]})",
                    alone = R"({"_id":3,"u":"b"})";
  const bool turned = GENERATE(false, true);
  Bench bench;
  const auto options = with({"fill", "union:t"});
  const Texts lines = turned ? Texts{alone, poor, rich} : Texts{rich, poor, alone};
  const auto report = bench.run(joined(lines), options);
  CHECK(report.ledger == Ledger{3, 2, 0, 0, 1, 0, 0});
  CHECK(bench.live() ==
        Texts{R"({"_id":1,"u":"a","x":1,"y":2,"t":["p","q"],"bio":"hello"})", alone});
  CHECK(bench.archive() == Texts{rich, poor});
  CHECK(bench.proven(report));

  CHECK(bench.run(joined(lines), options).ledger == Ledger{3, 0, 0, 3, 0, 0, 0});
  CHECK(bench.live().size() == 2);
  CHECK(fixture::column(bench.db, "SELECT count(*) FROM ps_archive") == Texts{"2"});
  CHECK(Store::open(bench.db).check().sound());
}

TEST_CASE("documents of one key that differ in identity are in conflict", "[import][merges]") {
  const std::string best = R"({"_id":1,"u":"a","x":1,"y":1,"z":1})",
                    second = R"({"_id":2,"u":"a","email":"Ana@x.org","x":1})",
                    third = R"({"_id":3,"u":"a","email":"ana@x.org"})",
                    stranger = R"({"_id":4,"u":"a","email":"bob@x.org"})";
  Texts lines{best, second, third, stranger};
  Bench bench;
  auto options = by("u");
  options.identity = {"email"};
  do {
    std::filesystem::remove(bench.db);
    const auto report = bench.run(joined(lines), options);
    CHECK(report.ledger == Ledger{4, 1, 0, 0, 2, 1, 0});
    CHECK(bench.live() == Texts{best});
    CHECK(fixture::column(bench.db, "SELECT body FROM ps_quarantine") == Texts{stranger});
    CHECK(bench.reasons() ==
          Texts{"conflict of identity: 'email' differs from that of a document with the same key"});
    CHECK(bench.proven(report));
    CHECK(bench.run(joined(lines), options).ledger == Ledger{4, 0, 0, 3, 0, 1, 0});
  } while (std::ranges::next_permutation(lines).found);
}

TEST_CASE("the document of the store tells who it is", "[import][merges]") {
  Bench bench;
  auto options = by("u");
  options.identity = {"email"};
  const std::string ana = R"({"_id":1,"u":"a","email":"ana@x.org"})",
                    bob = R"({"_id":2,"u":"a","email":"bob@x.org","x":1,"y":2})";
  bench.run(ana, options);
  options.on_existing = GENERATE("", "replace", "newest", "keep", "merge");
  CHECK(bench.run(bob, options).ledger == Ledger{1, 0, 0, 0, 0, 1, 0});
  CHECK(bench.live() == Texts{ana});
}

TEST_CASE("what was decided to be no duplicate is not merged", "[import][merges]") {
  const std::string one = R"({"_id":"x","u":"a","n":1})", other = R"({"_id":"y","u":"a"})";
  Bench bench;
  bench.run(R"({"_id":"z","u":"b"})", by("u"));
  const auto key = [](const char* id) {
    return "x'" + document::hex_of(history::id_key_of(id)) + "'";
  };
  (void)fixture::column(bench.db, "INSERT INTO ps_not_duplicates SELECT id, " + key("x") + ", " +
                                      key("y") + ", '', '', '' FROM ps_collections");
  CHECK(bench.run(one + "\n" + other, by("u")).ledger == Ledger{2, 1, 0, 0, 0, 1, 0});
  CHECK(bench.reasons() ==
        Texts{"conflict: it was decided that another document of its key is no duplicate"});
}

TEST_CASE("a merge that the validator or another index refuses is a conflict", "[import][merges]") {
  const std::string rich = R"({"_id":1,"u":"a","x":1,"y":1})",
                    poor = R"({"_id":2,"u":"a","email":"m@x.org"})";
  Bench bench;
  SECTION("the validator") {
    const Document either =
        Value::parse(R"({"$or":[{"email":{"$exists":false}},{"x":{"$exists":false}}]})");
    Store::open(bench.db).collection("profiles").set_validator({.filter = either});
    CHECK(bench.run(joined({rich, poor}), with({"fill"})).ledger == Ledger{2, 0, 0, 0, 0, 2, 0});
    CHECK(bench.reasons().front().starts_with(
        "conflict: the merged document of its group is invalid: Document failed validation"));
  }
  SECTION("another unique index") {
    auto options = with({"fill"});
    options.unique.push_back("email");
    options.missing = Missing::distinct;
    const std::string third = R"({"_id":3,"u":"b","email":"m@x.org","x":1,"y":1,"z":1})";
    const auto report = bench.run(joined({rich, poor, third}), options);
    CHECK(report.ledger == Ledger{3, 1, 0, 0, 0, 2, 0});
    CHECK(bench.live() == Texts{third});
    CHECK(bench.proven(report));
  }
}

TEST_CASE("the order of the sources decides only by the user's wish", "[import][merges]") {
  const std::string one = R"({"_id":1,"u":"a"})", two = R"({"_id":2,"u":"a","x":1})";
  struct Case {
    const char* keep;
    std::string kept;
  };
  const Case row = GENERATE_COPY(values<Case>({{"first", one},
                                               {"last", two},
                                               {"source:old", one},
                                               {"source:new.json,first", two},
                                               {"most-fields", two}}));
  INFO(row.keep);
  Bench bench;
  temporary::write_file(bench / "old.json", one);
  temporary::write_file(bench / "new.json", two);
  auto options = by("u");
  options.keep = row.keep;
  import_files(bench.db, {(bench / "old.json").string(), (bench / "new.json").string()}, options);
  CHECK(bench.live() == Texts{row.kept});
}

TEST_CASE("rules that fit nothing are refused before anything is done", "[import][merges]") {
  struct Case {
    void (*change)(ImportOptions&);
    const char* start;
  };
  const Case row = GENERATE(values<Case>({
      {[](ImportOptions& o) { o.keep = "source:elsewhere"; },
       "keep: 'source:elsewhere': no source"},
      {[](ImportOptions& o) { o.merge = {"max:u"}; }, "merge: 'max:u' would change 'u'"},
      {[](ImportOptions& o) { o.merge = {"sum:n"}; }, "merge: 'sum:n' is not a rule"},
      {[](ImportOptions& o) { o.identity = {"a..b"}; }, "identity: 'a..b'"},
      {[](ImportOptions& o) { o.on_existing = "kep"; }, "onExisting: 'kep'"},
      {[](ImportOptions& o) { o.keep = "complete", o.on_existing = "newest"; },
       "onExisting: 'newest' needs"},
      {[](ImportOptions& o) { o.rules = Value::parse(R"({"version":1})"), o.merge = {"fill"}; },
       "the rules are given twice"},
  }));
  Bench bench;
  auto options = by("u");
  row.change(options);
  CHECK_THROWS_WITH(bench.run(R"({"_id":1,"u":1})", options),
                    Catch::Matchers::StartsWith(row.start));
  CHECK_FALSE(std::filesystem::exists(bench.db));
}

TEST_CASE("the record of an import has its rules in full", "[import][merges]") {
  Bench bench;
  auto options = with({"fill", "group:a+b"});
  const auto report = bench.run(R"({"_id":1,"u":1})", options);
  auto same = by("u");
  same.rules = Value::parse(R"({"version":1,"merge":{"fill":true,"groups":[["a","b"]]}})");
  CHECK(bench.run(R"({"_id":1,"u":1})", same).rules_sha256 == report.rules_sha256);
  const Value rules =
      Value::parse(fixture::column(bench.db, "SELECT rules FROM ps_imports WHERE id = 1").front());
  CHECK(rules.at("rules") == report.rules);
  CHECK(rules.at("rulesSha256") == report.rules_sha256);
  CHECK(report.rules_sha256.size() == 64);
}

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
      lines.push_back(d.dump());
    }
    return lines;
  };
  auto options = by("u");
  const Texts all{"fill", "union:t", "max:a", "longest:s", "group:g+h"};
  for (const std::string& rule : all)
    if (below(2)) options.merge.push_back(rule);
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

}  // namespace import_merge_import_test
