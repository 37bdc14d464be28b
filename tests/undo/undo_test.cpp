#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/reseal.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_test {

using namespace profilestore;
using fixture::by;
using fixture::left_of;
using fixture::Texts;
using Bench = fixture::UndoBench;

namespace {

constexpr const char* first = R"({"_id":1,"u":"a","x":1}
{"_id":2,"u":"b"}
{"_id":3,"u":"a"}
broken
{"_id":4,"u":"c","x":1}
)";
// Better for b, worse for a and c, and a new one.
constexpr const char* second = R"({"_id":12,"u":"b","x":1,"y":2}
{"_id":11,"u":"a"}
{"_id":14,"u":"d"}
{"_id":13}
)";

}  // namespace

TEST_CASE("an import into a new store is taken back whole", "[import][undo]") {
  Bench bench;
  const std::string id = bench.run(first).id;
  const UndoReport report = bench.undo(id);
  CHECK(report.removed == 3);
  CHECK(report.restored == 0);
  CHECK(report.left.empty());
  CHECK(bench.live().empty());
  CHECK(bench.value("SELECT count(*) FROM ps_archive") == "0");
  CHECK(bench.value("SELECT count(*) FROM ps_quarantine") == "0");
  CHECK(bench.open().collection("profiles").list_indexes().size() == 2);

  // It can come back: the archive does not know it.
  CHECK(bench.run(first).ledger.inserted == 3);
}

TEST_CASE("an import into a store with documents leaves it as it was", "[import][undo]") {
  Bench bench;
  bench.run(first);
  bench.open().collection("profiles").insert_one({{"_id", 9}, {"u", "own"}});
  const auto before = bench.contents();
  const auto later = bench.run(second);
  CHECK(later.ledger ==
        Ledger{.read = 4, .inserted = 1, .updated = 1, .merged = 1, .quarantined = 1});
  const UndoReport report = bench.undo(later.id);
  CHECK(report.removed == 1);
  CHECK(report.restored == 1);
  CHECK(bench.contents() == before);
  CHECK(verify_import(bench.open(), "1", {}).proven() == false);  // its source is another by now
  CHECK(bench.undo("1").removed == 3);
  CHECK(bench.live() == Texts{R"(004 {"_id":9,"u":"own"})"});
}

TEST_CASE("the incident's import is taken back to the byte", "[import][undo][incident]") {
  Bench bench;
  const auto exported = fixture::generated(bench, "creatorprofiles --seed 1", "one.json");
  const auto more = fixture::generated(bench, "creatorprofiles --seed 2", "two.json");
  import_files(bench.db, {exported.path}, by("userId"));
  const auto before = bench.contents();
  const auto report = import_files(bench.db, {more.path}, by("userId"));
  REQUIRE(report.ledger.inserted > 0);
  bench.undo(report.id);
  CHECK(bench.contents() == before);
}

TEST_CASE("what was changed since stays, with what was set aside for it", "[import][undo]") {
  Bench bench;
  const std::string old = bench.run(first).id;
  const std::string id = bench.run(second).id;
  Store store = bench.open();
  Collection profiles = store.collection("profiles");

  SECTION("a document that the import made") {
    profiles.update_one({{"u", "d"}}, {{"$set", {{"z", 1}}}});
    const auto report = bench.undo(id);
    CHECK(left_of(report) == Texts{"14 edited"});
    CHECK(report.edited == 1);
    CHECK(report.removed == 0);
    CHECK(report.restored == 1);
    CHECK(profiles.find_one({{"u", "d"}})->at("z") == 1);
  }
  SECTION("a document that it put in the place of another") {
    profiles.update_one({{"u", "b"}}, {{"$set", {{"x", 5}}}});
    const auto report = bench.undo(id);
    CHECK(left_of(report) == Texts{"2 edited x"});
    CHECK(report.restored == 0);
    CHECK(profiles.find_one({{"u", "b"}})->at("x") == 5);
    CHECK(bench.value("SELECT body FROM ps_archive WHERE source = 0") == R"({"_id":2,"u":"b"})");
  }
  SECTION("one that is gone is not missed, nor is what took its row") {
    profiles.delete_one({{"u", "d"}});
    profiles.insert_one({{"_id", 99}, {"u", "e"}});
    const auto report = bench.undo(id);
    CHECK(report.gone == 1);
    CHECK(report.removed == 0);
    CHECK(profiles.count({{"u", "e"}}) == 1);
  }
  SECTION("an edited document of the first import keeps its losers in the archive") {
    bench.undo(id);
    profiles.update_one({{"u", "a"}}, {{"$set", {{"z", 1}}}});
    CHECK(left_of(bench.undo(old)) == Texts{"1 edited"});
    CHECK(fixture::column(bench.db, "SELECT body FROM ps_archive") ==
          Texts{R"({"_id":3,"u":"a"})"});
    CHECK(profiles.count() == 1);
  }
}

TEST_CASE("what a later import built on stays, and its documents are not touched",
          "[import][undo]") {
  Bench bench;
  const std::string old = bench.run(first).id;
  const std::string id = bench.run(second).id;
  const UndoReport report = bench.undo(old);
  // a is the survivor of one of the second's, b was replaced by it; c is not the second's concern.
  CHECK(left_of(report) == Texts{"1 builtOn", "12 builtOn"});
  CHECK(report.built_on == 2);
  CHECK(report.removed == 1);
  CHECK(verify_import(bench.open(), id).proven());
  CHECK(bench.value("SELECT count(*) FROM ps_archive WHERE import = 1") == "1");
}

TEST_CASE("a later import that found documents there already is to be undone first",
          "[import][undo]") {
  Bench bench;
  const std::string old = bench.run(first).id;
  const std::string again = bench.run(first).id;
  CHECK(bench.refusal(old) ==
        "import 2 ran later and found existing documents; undo import 2 before import 1");
  CHECK(bench.undo(again).removed == 0);
  CHECK(bench.undo(old).removed == 3);
  CHECK(bench.live().empty());
}

TEST_CASE("rows of a later import are its own, though an earlier one had them", "[import][undo]") {
  Bench bench;
  const std::string old = bench.run(R"({"_id":1,"u":"a"})").id;
  bench.open().collection("profiles").delete_one({{"u", "a"}});
  bench.run(R"({"_id":2,"u":"b"})");
  const auto report = bench.undo(old);
  CHECK(report.removed == 0);
  CHECK(report.gone == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":2,"u":"b"})"});
}

TEST_CASE("a document whose key another has by now stays in the archive", "[import][undo]") {
  Bench bench;
  bench.run(R"({"_id":1,"u":"b"})");
  const std::string id = bench.run(R"({"_id":2,"u":"b","x":1})").id;
  bench.open().collection("profiles").insert_one({{"_id", 1}, {"u", "other"}});
  const auto report = bench.undo(id);
  CHECK(left_of(report) == Texts{"1 clash"});
  CHECK(report.clashes == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":2,"u":"b","x":1})", R"(002 {"_id":1,"u":"other"})"});
  CHECK(bench.value("SELECT count(*) FROM ps_archive") == "1");
}

TEST_CASE("undoing make_unique puts losers back beside what happened since", "[import][undo]") {
  Bench bench;
  Store store = bench.open();
  Collection profiles = store.collection("profiles");
  for (int i = 1; i <= 4; ++i) profiles.insert_one({{"_id", i}, {"u", i % 2}});
  const std::string id = make_unique(store, "profiles", {"u"}).id;
  REQUIRE(bench.live() == Texts{R"(003 {"_id":3,"u":1})", R"(004 {"_id":4,"u":0})"});

  SECTION("an edited survivor stays edited") {
    profiles.update_one({{"u", 1}}, {{"$set", {{"z", 1}}}});
    CHECK(bench.undo(id).restored == 2);
    CHECK(profiles.count() == 4);
    CHECK(profiles.find_one({{"_id", 3}})->at("z") == 1);
  }
  SECTION("an _id that is taken by now stays in the archive") {
    profiles.insert_one({{"_id", 2}, {"u", 7}});
    const auto report = bench.undo(id);
    CHECK(report.restored == 1);
    CHECK(left_of(report) == Texts{"2 clash"});
    CHECK(report.dropped_index == "u_1");
  }
  SECTION("a row that is taken by now gives the document the last place") {
    RawDatabase(bench.db).run("UPDATE profiles SET row = 1 WHERE row = 4");
    reseal(bench.db, "profiles");
    const auto report = bench.undo(id);
    CHECK(report.restored == 2);
    CHECK(report.moved == 1);
    CHECK(bench.live() == Texts{R"(001 {"_id":4,"u":0})", R"(002 {"_id":2,"u":0})",
                                R"(003 {"_id":3,"u":1})", R"(004 {"_id":1,"u":1})"});
  }
  SECTION("another index of the name is not dropped") {
    profiles.drop_index("u_1");
    profiles.create_index(UniqueIndex{"u", Missing::distinct});
    const auto report = bench.undo(id);
    CHECK(report.dropped_index.empty());
    CHECK(left_of(report) == Texts{"1 clash", "2 clash"});
    CHECK(profiles.list_indexes().size() == 2);
  }
}

TEST_CASE("an import is undone once, and verify knows it", "[import][undo]") {
  Bench bench;
  const std::string id = bench.run(first).id;
  bench.undo(id);
  CHECK(bench.refusal(id).starts_with("import 1 was undone at 20"));
  const auto report = verify_import(bench.open(), id);
  CHECK(report.undone == bench.value("SELECT undone FROM ps_imports"));
  CHECK_FALSE(report.proven());
  CHECK(report.missing.empty());
}

TEST_CASE("what can't be undone is refused, and nothing was done", "[import][undo]") {
  Bench bench;
  const std::string id = bench.run(first).id;
  const auto before = bench.contents();
  CHECK(bench.refusal("7") == "the store has no import '7'; it has 1");
  CHECK(bench.refusal("") == "the store has no import ''; it has 1");
  RawDatabase(bench.db).run("UPDATE ps_imports SET first_row = NULL, last_row = NULL, sum = NULL");
  CHECK(bench.refusal(id) ==
        "import 1 was run by a version of this library that did not keep what undo needs");
  CHECK(bench.contents() == before);
  bench.open().collection("profiles").drop();
  CHECK_THAT(bench.refusal(id), has_part("the collection of import 1 no longer exists: it was "));
}

TEST_CASE("documents without an _id, and with it elsewhere, are known again", "[import][undo]") {
  Bench bench;
  const std::string id = bench.run("{\"u\":\"a\"}\n{\"u\":\"b\",\"_id\":2}\n").id;
  CHECK(bench.undo(id).removed == 2);
  CHECK(bench.live().empty());
}

TEST_CASE("Merges and undos are told by stats", "[import][undo]") {
  Bench bench;
  const std::string id = bench.run(first).id;
  bench.undo(id);
  Store store = bench.open();
  Collection users = store.collection("users");
  users.insert_many({{{"u", 1}}, {{"u", 1}}, {{"u", 2}}});
  make_unique(store, "users", UniqueIndex{"u"});
  std::vector<std::string> told;
  for (const StoreEvent& event : store.stats().events)
    told.push_back(std::string(name_of(event.kind)) + " by " + event.operation + " of " +
                   std::to_string(event.documents) + " in " + event.collection);
  std::sort(told.begin(), told.end());
  CHECK(told == Texts{"merge by import of 1 in profiles", "merge by makeUnique of 1 in users",
                      "undo by undo of 3 in profiles"});
}

}  // namespace undo_undo_test
