// What undo leaves, and that all else can be reached again.
#include <profilestore/make_unique.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_left_test {

using namespace profilestore;
using fixture::by;
using fixture::left_of;
using fixture::Texts;
using Bench = fixture::UndoBench;

namespace {

Texts quarantined(Bench& bench) {
  return fixture::column(bench.db, "SELECT import || ' ' || CAST(body AS TEXT) FROM ps_quarantine");
}

}  // namespace

TEST_CASE("an import that a later one built on can be undone once that one is", "[import][undo]") {
  Bench bench;
  bench.run(R"({"_id":1,"u":"k"})");
  bench.run(R"({"_id":2,"u":"k","x":1})");
  bench.run(R"({"_id":3,"u":"k","x":1,"y":1})");
  CHECK(left_of(bench.undo("2")) == Texts{"1 builtOn"});
  CHECK(bench.undo("3").restored == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":2,"u":"k","x":1})"});
  CHECK(bench.undo("2").restored == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":1,"u":"k"})"});
  CHECK(bench.refusal("2").find("it cannot be undone again") != std::string::npos);
  CHECK(bench.undo("1").removed == 1);
  CHECK(bench.value("SELECT count(*) FROM ps_archive") == "0");
}

TEST_CASE("what is left of an import, and what is not, verify tells", "[import][undo][verify]") {
  Bench bench;
  bench.run(R"({"_id":1,"u":"a"}
{"_id":2,"u":"b"}
{"_id":3,"u":"b","x":1}
{"_id":4,"u":"c"}
broken
)");
  Store store = bench.open();
  store.collection("profiles").update_one({{"u", "a"}}, {{"$set", {{"own", 1}}}});
  for (int time = 1; time <= 2; ++time) {  // it can be tried again
    const UndoReport undone = bench.undo("1");
    CHECK(undone.removed == (time == 1 ? 2 : 0));
    CHECK(undone.gone == 0);
    CHECK(left_of(undone) == Texts{"1 edited"});
    const VerifyReport report = verify_import(store, "1");
    CHECK(report.undone.empty());
    CHECK(report.edited == 1);
    CHECK(report.taken_back == 4);
    CHECK(report.proven());
  }
  CHECK(quarantined(bench).empty());
  store.collection("profiles").delete_one({{"u", "a"}});
  CHECK(bench.undo("1").gone == 1);
  CHECK(verify_import(store, "1").undone != "");
}

TEST_CASE("documents that make_unique set aside are left until it is undone", "[import][undo]") {
  Bench bench;
  bench.run("{\"_id\":1,\"u\":\"k\"}\n{\"_id\":2,\"u\":\"k\",\"x\":1}\n", by("_id"));
  Store store = bench.open();
  make_unique(store, "profiles", UniqueIndex{"u", Missing::reject});
  CHECK(left_of(bench.undo("1")) == Texts{"2 builtOn", "1 builtOn"});
  CHECK(bench.undo("2").restored == 1);
  CHECK(bench.undo("1").removed == 2);
  CHECK(bench.live().empty());
}

TEST_CASE("what was set aside for a document that is gone goes with its import", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.merge = {"fill"};
  const std::string text =
      "{\"_id\":1,\"u\":\"k\",\"x\":1,\"w\":3}\n{\"_id\":2,\"u\":\"k\",\"tel\":5}\n";
  bench.run(text, options);
  bench.open().collection("profiles").delete_one({{"u", "k"}});
  const UndoReport undone = bench.undo("1");
  CHECK(undone.gone == 1);
  CHECK(undone.left.empty());
  CHECK(bench.value("SELECT count(*) FROM ps_archive") == "0");

  // The archive of an import that was undone does not speak for the application's own document.
  bench.open().collection("profiles").insert_one({{"_id", 7}, {"u", "k"}, {"own", 1}});
  CHECK(bench.run(text, options).ledger == Ledger{.read = 2, .updated = 1, .merged = 1});
  CHECK(bench.live() == Texts{R"(001 {"_id":1,"u":"k","x":1,"w":3,"own":1,"tel":5})"});
}

TEST_CASE("what an import has in quarantine goes with it, whatever others have there",
          "[import][undo]") {
  Bench bench;
  bench.run("{\"_id\":1,\"u\":\"a\"}\nbroken\nbroken\n");
  bench.run("{\"_id\":2,\"u\":\"b\"}\nbroken\n");
  CHECK(quarantined(bench) == Texts{"1 broken", "1 broken", "2 broken"});
  const bool first_goes_first = GENERATE(false, true);
  CHECK(bench.undo(first_goes_first ? "1" : "2").left.empty());
  CHECK(quarantined(bench) ==
        (first_goes_first ? Texts{"2 broken"} : Texts{"1 broken", "1 broken"}));
  if (first_goes_first) {
    const VerifyReport report = verify_import(bench.open(), "2");
    CHECK(report.proven());
    CHECK(report.quarantined == 1);
  }
  CHECK(bench.undo(first_goes_first ? "2" : "1").left.empty());
  CHECK(quarantined(bench).empty());
}

// Earlier versions kept equal pieces with the first import that had them.
TEST_CASE("a quarantine that imports share goes with the last of them", "[import][undo]") {
  Bench bench;
  bench.run("{\"_id\":1,\"u\":\"a\"}\nbroken\n");
  bench.run("{\"_id\":2,\"u\":\"b\"}\nbroken\n");
  RawDatabase(bench.db).rows("DELETE FROM ps_quarantine WHERE import = 2");
  SECTION("whichever is the last") {
    const bool first_goes_first = GENERATE(false, true);
    CHECK(bench.undo(first_goes_first ? "1" : "2").left.empty());
    CHECK(quarantined(bench) == Texts{"1 broken"});
    CHECK(bench.undo(first_goes_first ? "2" : "1").left.empty());
    CHECK(quarantined(bench).empty());
    CHECK(bench.run("broken\n").ledger.quarantined == 1);
    CHECK(quarantined(bench) == Texts{"3 broken"});
  }
  SECTION("but not what another has put there") {
    bench.run("other\n");
    bench.undo("1");
    bench.undo("2");
    CHECK(quarantined(bench) == Texts{"3 other"});
  }
  SECTION("and one of which something was left knows that it went") {
    bench.open().collection("profiles").update_one({{"_id", 2}}, {{"$set", {{"own", 1}}}});
    CHECK(left_of(bench.undo("2")) == Texts{"2 edited"});
    bench.undo("1");
    CHECK(quarantined(bench).empty());
    const VerifyReport report = verify_import(bench.open(), "2");
    CHECK(report.proven());
    CHECK(report.taken_back == 1);
  }
}

TEST_CASE("undo names the indexes that stay", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.unique.push_back(Paths("email"));
  bench.run(R"({"_id":1,"u":"a","email":"a"})", options);
  bench.run(R"({"_id":2,"u":"b","email":"b"})", options);
  CHECK(bench.undo("2").kept_indexes.empty());  // it found them there
  Store store = bench.open();
  store.collection("profiles").drop_index("u_1");
  CHECK(bench.undo("1").kept_indexes == Texts{"email_1"});
}

}  // namespace undo_undo_left_test
