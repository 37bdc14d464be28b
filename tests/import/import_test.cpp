// The import's rules, one small export each.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_import_test {

using namespace profilestore;
using fixture::by;

namespace {

/// A folder with a store to be, and exports written into it.
struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  ImportReport run(const std::string& text, const ImportOptions& options = by("u")) {
    const auto source = *this / "source.json";
    temporary::write_file(source, text);
    return import_files(db, {source.string()}, options);
  }
  std::vector<std::string> live() { return fixture::column(db, "SELECT doc FROM profiles"); }
  std::vector<std::string> archive() { return fixture::column(db, "SELECT body FROM ps_archive"); }
  std::vector<std::string> reasons() {
    return fixture::column(db, "SELECT reason FROM ps_quarantine");
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the survivor is chosen by the rules in their order", "[import]") {
  struct Case {
    const char* reason;
    const char* winner;
    const char* loser;
    const char* keep = "complete,newest:updatedAt";
  };
  const Case c = GENERATE(values<Case>({
      {"more filled leaves win", R"({"_id":1,"u":1,"a":1,"b":{"c":2}})",
       R"({"_id":2,"u":1,"a":1})"},
      {"null, empty text, empty arrays and objects are not filled", R"({"_id":1,"u":1,"a":0})",
       R"({"_id":2,"u":1,"a":null,"b":"","c":[],"d":{}})"},
      {"an array is one leaf", R"({"_id":1,"u":1,"a":1,"b":1})",
       R"({"_id":2,"u":1,"a":[1,2,3,4,5,6]})"},
      {"then the newer updatedAt",
       R"({"_id":1,"u":1,"updatedAt":{"$date":"2024-01-02T00:00:00Z"}})",
       R"({"_id":2,"u":1,"updatedAt":{"$date":"2024-01-01T00:00:00Z"}})"},
      {"then the newer ObjectId time", R"({"_id":{"$oid":"65000002aaaaaaaaaa000000"},"u":1})",
       R"({"_id":{"$oid":"65000001bbbbbbbbbb000000"},"u":1})"},
      {"then the greater _id", R"({"_id":{"$oid":"65000001bbbbbbbbbb000000"},"u":1})",
       R"({"_id":{"$oid":"65000001aaaaaaaaaa000000"},"u":1})"},
      {"then the content", R"({"_id":1,"u":1,"a":2})", R"({"_id":1,"u":1,"a":1})"},
      {"complete:FIELD asks for one field", R"({"_id":1,"u":1,"done":true})",
       R"({"_id":2,"u":1,"done":false,"x":1,"y":2})", "complete:done,complete"},
      {"oldest:FIELD", R"({"_id":1,"u":1,"t":{"$date":{"$numberLong":"-5"}}})",
       R"({"_id":2,"u":1,"t":{"$date":{"$numberLong":"5"}}})", "oldest:t"},
  }));
  const bool winner_first = GENERATE(true, false);
  CAPTURE(c.reason, winner_first);
  Bench bench;
  auto options = by("u");
  options.keep = c.keep;
  const auto ledger = bench
                          .run(std::string(winner_first ? c.winner : c.loser) + "\n" +
                                   (winner_first ? c.loser : c.winner) + "\n",
                               options)
                          .ledger;
  CHECK(ledger.inserted == 1);
  CHECK(ledger.merged == 1);
  REQUIRE(bench.live().size() == 1);
  CHECK(ejson::parse(bench.live().front()).at("_id") == ejson::parse(c.winner).at("_id"));
  CHECK(bench.archive() == Texts{c.loser});
}

TEST_CASE("a missing or null key is treated by the rule", "[import]") {
  const std::string text = R"({"_id":1,"u":null}
{"_id":2}
{"_id":3,"u":"x"}
{"_id":4,"u":null}
)";
  struct Case {
    std::optional<Missing> rule;
    std::int64_t inserted, conflicted, quarantined;
  };
  const Case c = GENERATE(values<Case>({{std::nullopt, 1, 0, 3},
                                        {Missing::reject, 1, 0, 3},
                                        {Missing::collide, 2, 2, 0},
                                        {Missing::sparse, 3, 1, 0},
                                        {Missing::distinct, 4, 0, 0}}));
  Bench bench;
  auto options = by("u");
  options.missing = c.rule;
  const Ledger ledger = bench.run(text, options).ledger;
  CHECK(ledger.inserted == c.inserted);
  CHECK(ledger.merged == 0);
  CHECK(ledger.conflicted == c.conflicted);
  CHECK(ledger.quarantined == c.quarantined);
}

TEST_CASE("a group that clashes under a second unique index is set aside whole", "[import]") {
  Bench bench;
  auto options = by("u");
  options.unique.push_back("email");
  options.missing = Missing::distinct;
  const std::string better = R"({"_id":1,"u":"a","email":"x","n":1})";
  const std::string worse = R"({"_id":2,"u":"b","email":"x"})";
  const std::string its_twin = R"({"_id":3,"u":"b"})";
  const bool reversed = GENERATE(false, true);
  const Ledger ledger = bench
                            .run(reversed ? its_twin + "\n" + worse + "\n" + better
                                          : better + "\n" + worse + "\n" + its_twin,
                                 options)
                            .ledger;
  CHECK(ledger.inserted == 1);
  CHECK(ledger.conflicted == 2);
  CHECK(bench.live() == Texts{better});
  CHECK(fixture::column(bench.db, "SELECT body FROM ps_quarantine") == Texts{worse, its_twin});
}

TEST_CASE("documents compete with those of the store by the same rules", "[import]") {
  const std::string poor = R"({"_id":1,"u":"a"})", rich = R"({"_id":2,"u":"a","bio":"x"})";
  Bench bench;
  SECTION("a better one replaces the store's, which goes to the archive") {
    bench.run(poor);
    const Ledger ledger = bench.run(rich).ledger;
    CHECK(ledger.updated == 1);
    CHECK(bench.live() == Texts{rich});
    CHECK(bench.archive() == Texts{poor});
  }
  SECTION("a worse one goes to the archive") {
    bench.run(rich);
    const Ledger ledger = bench.run(poor).ledger;
    CHECK(ledger.merged == 1);
    CHECK(bench.live() == Texts{rich});
    CHECK(bench.archive() == Texts{poor});
  }
  SECTION("an old export does not undo what the application did since") {
    bench.run(rich);
    {
      Store store = Store::open(bench.db);
      store.collection("profiles").update_one({{"u", "a"}}, {{"$unset", {{"bio", ""}}}});
    }
    const Ledger ledger = bench.run(rich).ledger;
    CHECK(ledger.unchanged == 1);
    CHECK(bench.live() == Texts{R"({"_id":2,"u":"a"})"});
  }
  CHECK(Store::open(bench.db).check().sound());
}

TEST_CASE("what is no usable document is quarantined with its reason, and the next one follows",
          "[import]") {
  Bench bench;
  const auto report = bench.run(
      "{\"_id\":1,\"u\":1}\n"
      "{\"_id\":2,\"u\":2,\"u\":3}\n"
      "not json\n"
      "{\"_id\":[1],\"u\":4}\n"
      "{\"_id\":5,\"u\":[\"\"]}\n"
      "{\"_id\":{\"$oid\":\"xyz\"},\"u\":6}\n"
      "{\"_id\":7,\"u\":7");
  CHECK(report.ledger.read == 7);
  CHECK(report.ledger.inserted == 1);
  CHECK(report.ledger.quarantined == 6);
  CHECK(fixture::column(bench.db, "SELECT line || ' ' || offset FROM ps_quarantine") ==
        Texts{"2 16", "3 38", "4 47", "5 65", "6 84", "7 113"});
  for (const std::string& reason : bench.reasons()) CHECK_FALSE(reason.empty());
}

TEST_CASE("a document without an _id gets the same one each time", "[import]") {
  Bench bench;
  const std::string text = R"({"u":"a","x":1})";
  bench.run(text);
  const auto first = bench.live();
  CHECK(ejson::parse(first.front()).at("_id").contains("$oid"));
  CHECK(bench.run(text).ledger.unchanged == 1);
  CHECK(bench.live() == first);
}

TEST_CASE("a dry run says what would be and leaves nothing", "[import]") {
  Bench bench;
  auto options = by("u");
  options.dry_run = true;
  const std::string text = R"({"_id":1,"u":1}
{"_id":2,"u":1})";
  const auto into_nothing = bench.run(text, options);
  CHECK(into_nothing.ledger.merged == 1);
  CHECK(into_nothing.id.empty());
  CHECK_FALSE(std::filesystem::exists(bench.db));
  bench.run(R"({"_id":9,"u":9})");
  const auto before = fixture::result_of(bench.db);
  CHECK(bench.run(text, options).ledger.inserted == 1);
  CHECK(fixture::result_of(bench.db) == before);
}

TEST_CASE("an import that can't be done leaves no store behind", "[import]") {
  Bench bench;
  auto options = by("u");
  CHECK_THROWS_AS(import_files(bench.db, {(bench / "absent.json").string()}, options),
                  StorageFailure);
  CHECK_THROWS_AS(import_files(bench.db, {}, options), InvalidInput);
  options.keep = "prettiest";
  CHECK_THROWS_AS(bench.run("{}", options), InvalidInput);
  options = by("a..b");
  CHECK_THROWS_AS(bench.run("{}", options), InvalidInput);
  options = by("u", "");
  CHECK_THROWS_AS(bench.run("{}", options), InvalidInput);
  CHECK(bench.names() == std::set<std::string>{"source.json"});
}

TEST_CASE("the ledger is written as one line that adds up", "[import]") {
  CHECK(to_text(Ledger{3412, 3009, 0, 0, 391, 0, 12}) ==
        "read 3,412 = inserted 3,009 + updated 0 + unchanged 0 + merged 391 + conflicted 0 + "
        "quarantined 12");
  CHECK(to_text(Ledger{1234567, 999, 1000, 0, 0, 0, 0}) ==
        "read 1,234,567 = inserted 999 + updated 1,000 + unchanged 0 + merged 0 + conflicted 0 + "
        "quarantined 0");
}

TEST_CASE("what progress throws ends an import, while its indexes are made too", "[import]") {
  struct Enough {};
  const std::string at =
      GENERATE(std::string("reading"), std::string("writing"), std::string("indexes"));
  const bool there = GENERATE(false, true);
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "bulk --count 20000", "bulk.json");
  auto options = fixture::by("userId");
  if (there) {
    temporary::write_file(folder / "one.json", R"({"_id":1,"userId":1})");
    import_files(folder / "s.db", {(folder / "one.json").string()}, options);
  }
  bool stopped = false;
  options.progress = [&](const StepProgress& progress) {
    if (progress.step == at) {
      stopped = true;
      throw Enough();
    }
  };
  CHECK_THROWS_AS(import_files(folder / "s.db", {exported.path}, options), Enough);
  CHECK(stopped);
  CHECK(std::filesystem::exists(folder / "s.db") == there);
  if (there)
    CHECK(fixture::column(folder / "s.db", "SELECT doc FROM profiles") ==
          std::vector<std::string>{R"({"_id":1,"userId":1})"});
}

}  // namespace import_import_test
