// Imports whose survivors take from the others, whose documents are told apart, and that find
// documents in the store.
#include <algorithm>

#include "catch.hpp"
#include "document/bytes.hpp"
#include "history/decided_id.hpp"
#include "import/fixture.hpp"

namespace import_merge_import_test {

using namespace profilestore;
using fixture::by;
using fixture::joined;
using fixture::with;
using Texts = std::vector<std::string>;

namespace {

struct Bench : fixture::Bench {
  Texts archive() { return fixture::column(db, "SELECT body FROM ps_archive WHERE source > 0"); }
};

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
                                      key("y") + ", '', '', '', NULL FROM ps_collections");
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
      {[](ImportOptions& o) { o.merge = {"add:n"}; }, "merge: 'add:n' is not a rule"},
      {[](ImportOptions& o) { o.merge = {"sum:u"}; }, "merge: 'sum:u' would change 'u'"},
      {[](ImportOptions& o) { o.merge = {"sum:t"}; },
       "merge: 'sum:t': no value of 't' is a number; one is \"x\". Nothing was written"},
      {[](ImportOptions& o) { o.keep = "rank:t=a>b"; },
       "keep: 'rank:t=a>b': no value of 't' is in its list; one is \"x\". Nothing was written"},
      {[](ImportOptions& o) { o.keep = "rank:tt=a>b"; },
       "keep: 'rank:tt=a>b': no document of the sources has a field 'tt'"},
      {[](ImportOptions& o) { o.keep = "most-referenced:orders.by"; },
       "keep: 'most-referenced:orders.by': the store has no collection 'orders'"},
      {[](ImportOptions& o) { o.identity = {"a..b"}; }, "identity: 'a..b'"},
      {[](ImportOptions& o) { o.on_existing = "kep"; }, "onExisting: 'kep'"},
      {[](ImportOptions& o) { o.keep = "complete", o.on_existing = "newest"; },
       "onExisting: 'newest' needs"},
      {[](ImportOptions& o) { o.rules = Value::parse(R"({"version":1})"), o.merge = {"fill"}; },
       "the rules are given twice"},
  }));
  Bench bench;
  auto options = by("u");
  options.allow_absent = false;
  row.change(options);
  CHECK_THROWS_WITH(bench.run(R"({"_id":1,"u":1,"t":"x"})", options),
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

TEST_CASE("the document that others refer to most stays", "[import][merges]") {
  Bench bench;
  auto orders = by("u");
  orders.collection = "orders";
  orders.unique = {};
  bench.run(joined({R"({"_id":1,"by":2})", R"({"_id":2,"by":[2,1]})", R"({"_id":3,"by":1})",
                    R"({"_id":4,"by":2})"}),
            orders, "orders.json");
  auto options = by("u");
  options.allow_absent = false;
  options.keep = "most-referenced:orders.by,complete";
  const std::string rich = R"({"_id":1,"u":"a","x":1})", poor = R"({"_id":2,"u":"a"})";
  SECTION("it wins") {
    const auto report = bench.run(joined({rich, poor}), options);
    CHECK(bench.live() == Texts{poor});
    CHECK(report.rule_uses.at(1).rule == "most-referenced:orders.by");
    CHECK(report.rule_uses.at(1).documents == 2);
    CHECK(report.rule_uses.at(1).groups == 1);
    CHECK(bench.proven(report));
    CHECK(bench.run(joined({rich, poor}), options).ledger == Ledger{2, 0, 0, 2, 0, 0, 0});
  }
  SECTION("a path that leads to nothing") {
    options.keep = "most-referenced:orders.buy";
    CHECK_THROWS_WITH(bench.run(rich, options),
                      "keep: 'most-referenced:orders.buy': no document of collection orders has a "
                      "field 'buy'; did you mean 'by'? Nothing was written; allow-absent goes on "
                      "all the same");
    options.allow_absent = true;
    CHECK(bench.run(rich, options).ledger.inserted == 1);
  }
  SECTION("a collection that is none") {
    options.keep = "most-referenced:order.by";
    CHECK_THROWS_WITH(bench.run(rich, options), has_part("did you mean 'orders'?"));
  }
  SECTION("its own") {
    bench.run(rich, by("u"));
    options.keep = "most-referenced:profiles.x";
    CHECK_THROWS_WITH(bench.run(poor, options), has_part("cannot ask its own collection"));
  }
  SECTION("documents that nobody refers to") {
    CHECK_THROWS_WITH(bench.run(R"({"_id":7,"u":"a"})", options),
                      "keep: 'most-referenced:orders.by': no document of these is referred to "
                      "there. Nothing was written; allow-absent imports all the same");
  }
}

}  // namespace import_merge_import_test
