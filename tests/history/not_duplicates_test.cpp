// Decisions that two documents are no duplicates, and what respects them.
#include <profilestore/kept.hpp>
#include <profilestore/make_unique.hpp>
#include <profilestore/not_duplicates.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace history_not_duplicates_test {

using namespace profilestore;
using fixture::by;
using Texts = std::vector<std::string>;

namespace {

using fixture::Bench;

const std::string a = R"({"_id":1,"u":"k","x":1,"y":2})", b = R"({"_id":2,"u":"k","x":1})",
                  c = R"({"_id":3,"u":"k"})", all = a + "\n" + b + "\n" + c + "\n";

const std::string reason =
    "conflict: it was decided that another document of its key is no duplicate";

}  // namespace

TEST_CASE("A pair is recorded once, whichever comes first, and taken back", "[import][pairs]") {
  Bench bench;
  Store store = Store::open(bench.db);
  store.collection("profiles").insert_one(ejson::parse(c));
  const Value id{{"$oid", "0000000000000000000000a1"}};
  CHECK(add_not_duplicates(store, "profiles", id, 7));
  CHECK_FALSE(add_not_duplicates(store, "profiles", 7.0, id));
  CHECK(add_not_duplicates(store, "profiles", "x", 7));
  const auto pairs = not_duplicates(store, "profiles");
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].a == 7);
  CHECK(pairs[0].b == "x");
  CHECK(pairs[1].a == 7);
  CHECK(pairs[1].b == id);
  CHECK(pairs[1].decided.size() == 24);
  CHECK(remove_not_duplicates(store, "profiles", id, 7));
  CHECK_FALSE(remove_not_duplicates(store, "profiles", id, 7));
  CHECK(not_duplicates(store, "profiles").size() == 1);
}

TEST_CASE("What was decided of a collection that was dropped is decided of no other",
          "[import][pairs]") {
  temporary::Store store;
  const auto decided = [&](const char* name) {
    return not_duplicates(store, name).size() + kept_documents(store, name).size();
  };
  const auto decide = [&](const char* name) {
    store.collection(name).insert_one({{"_id", 1}});
    add_not_duplicates(store, name, 1, 2);
    keep_document(store, name, 1);
    CHECK(decided(name) == 2);
  };
  decide("a");
  store.collection("a").drop();
  store.collection("b").insert_one({{"_id", 1}});
  CHECK(decided("b") == 0);
  decide("c");
  store.collection("b").rename("c", true);
  CHECK(decided("c") == 0);
  RawDatabase raw(store.path());
  CHECK(raw.value("SELECT (SELECT count(*) FROM ps_kept) + count(*) FROM ps_not_duplicates") ==
        "0");

  // An older release has left them behind.
  decide("d");
  for (const char* table : {"ps_kept", "ps_not_duplicates"})
    raw.run(std::string("UPDATE ") + table + " SET collection = collection + 7, sum = NULL");
  raw.run("DELETE FROM ps_changes");
  store.collection("e").insert_one({{"_id", 1}});
  for (int i = 0; i < 10; ++i) {
    const std::string name = "n" + std::to_string(i);
    store.collection(name).insert_one({{"_id", 1}});
    CHECK(raw.value("SELECT count(*) FROM ps_kept JOIN ps_collections AS one ON "
                    "one.id = collection") == "0");
  }
}

TEST_CASE("What can be no pair is refused", "[import][pairs]") {
  Bench bench;
  Store store = Store::open(bench.db);
  CHECK_THROWS_WITH(add_not_duplicates(store, "profiles", 1, 2), "there is no collection profiles");
  CHECK_THROWS_WITH(not_duplicates(store, "profiles"), "there is no collection profiles");
  store.collection("profiles").insert_one(ejson::parse(c));
  CHECK_THROWS_WITH(add_not_duplicates(store, "profiles", 1, 1.0),
                    "the two _ids are equal: a document is not a duplicate of itself");
  CHECK_THROWS_AS(add_not_duplicates(store, "profiles", Value::array({1}), 2), InvalidInput);
  CHECK(not_duplicates(store, "profiles").empty());
}

TEST_CASE("An import keeps a pair apart, in whatever order it comes", "[import][pairs]") {
  const bool turned = GENERATE(false, true);
  const std::string text = turned ? c + "\n" + b + "\n" + a + "\n" : all;
  Bench bench;
  {
    Store store = Store::open(bench.db);
    store.collection("profiles").insert_one(ejson::parse(R"({"_id":9,"u":"other"})"));
    CHECK(add_not_duplicates(store, "profiles", 2, 1));
  }
  const auto report = bench.run(text, by("u"));
  CHECK(report.ledger == Ledger{3, 1, 0, 0, 1, 1, 0});
  CHECK(bench.live() == Texts{a, R"({"_id":9,"u":"other"})"});
  CHECK(bench.reasons() == Texts{reason});
  CHECK(verify_import(Store::open(bench.db), report.id).proven());
}

TEST_CASE("make_unique keeps a pair apart, and undo brings all back",
          "[import][make_unique][pairs]") {
  Bench bench;
  Store store = Store::open(bench.db);
  Collection profiles = store.collection("profiles");
  for (const std::string& text : {a, b, c}) profiles.insert_one(ejson::parse(text));
  add_not_duplicates(store, "profiles", 1, 2);
  std::vector<UniqueGroup> groups;
  MakeUniqueOptions options;
  options.on_group = [&](const UniqueGroup& group) { groups.push_back(group); };
  const auto report = make_unique(store, "profiles", UniqueIndex{"u"}, options);
  CHECK(report.ledger == Ledger{3, 0, 0, 1, 1, 1, 0});
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].survivor == 1);
  CHECK(groups[0].parted == std::vector<Value>{2});
  CHECK(groups[0].losers.size() == 1);
  CHECK(bench.live() == Texts{a});
  CHECK(bench.reasons() == Texts{reason});
  CHECK(store.check().sound());
  CHECK(undo_import(store, report.id).restored == 2);
  CHECK(bench.live() == Texts{a, b, c});
}

}  // namespace history_not_duplicates_test
