// Single keys of an import taken back, and what a whole undo and verify make of that.
#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_keys_test {

using namespace profilestore;
using fixture::by;
using fixture::left_of;
using fixture::Texts;
using Bench = fixture::UndoBench;

namespace {

constexpr const char* source = R"({"_id":1,"u":"a","x":1}
{"_id":2,"u":"b"}
{"_id":3,"u":"a"}
{"_id":4,"u":"c","x":1}
)";

UndoOptions under(std::initializer_list<Value> keys) { return {.keys = keys}; }

}  // namespace

TEST_CASE("a key is taken back, and nothing else", "[import][undo]") {
  Bench bench;
  const auto id = bench.run(source).id;
  const auto report = bench.undo(id, under({"a"}));
  CHECK(report.removed == 1);
  CHECK(report.left.empty());
  CHECK(bench.live() == Texts{R"(002 {"_id":2,"u":"b"})", R"(003 {"_id":4,"u":"c","x":1})"});
  CHECK(bench.value("SELECT count(*) FROM ps_archive") == "0");

  SECTION("verify knows that its documents are not missing") {
    const auto verified = verify_import(bench.open(), id);
    CHECK(verified.proven());
    CHECK(verified.taken_back == 2);
    CHECK(verified.live == 2);
    CHECK(verified.bytes.documents + verified.bytes.separators ==
          temporary::contents(bench / "source.json").size());
  }
  SECTION("a key is undone once") {
    CHECK(bench.refusal(id, under({"a"})).starts_with("that key of import 1 was undone at 20"));
    CHECK(bench.live().size() == 2);
  }
  SECTION("a whole undo takes the rest back, and misses nothing") {
    const auto rest = bench.undo(id);
    CHECK(rest.removed == 2);
    CHECK(rest.gone == 0);
    CHECK(bench.live().empty());
    CHECK(bench.refusal(id, under({"b"})).starts_with("import 1 was undone at 20"));
  }
  SECTION("it can come back") {
    CHECK(bench.run(source).ledger == Ledger{4, 1, 0, 2, 1, 0, 0});
    CHECK(bench.live().size() == 3);
  }
}

TEST_CASE("a key's document that was replaced comes back as it was", "[import][undo]") {
  Bench bench;
  bench.run(source);
  const auto before = bench.contents();
  const auto id = bench
                      .run(R"({"_id":12,"u":"b","x":1,"y":2}
{"_id":11,"u":"a"}
{"_id":14,"u":"d"}
)")
                      .id;
  const auto report = bench.undo(id, under({"b", "a", "d"}));
  CHECK(report.removed == 1);
  CHECK(report.restored == 1);
  CHECK(bench.contents() == before);
  CHECK(verify_import(bench.open(), id).taken_back == 3);
  CHECK(verify_import(bench.open(), id).proven());
}

TEST_CASE("a key whose document was merged comes back as it was", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.merge = {"fill"};
  bench.run(R"({"_id":1,"u":"a","p":1})", options);
  const auto before = bench.contents();
  const auto id =
      bench.run("{\"_id\":2,\"u\":\"a\",\"q\":1,\"r\":1}\n{\"_id\":3,\"u\":\"a\"}\n", options).id;
  CHECK(bench.undo(id, under({"a"})).restored == 1);
  CHECK(bench.contents() == before);
  CHECK(verify_import(bench.open(), id).taken_back == 2);
  CHECK(verify_import(bench.open(), id).proven());
}

TEST_CASE("what is in quarantine under a key goes with it", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.identity = {"email"};
  const auto id = bench
                      .run(R"({"_id":1,"u":"a","email":"a@x","z":1}
{"_id":2,"u":"a","email":"b@x"}
{"_id":3,"u":"b","email":"a@x","z":1}
{"_id":4,"u":"b","email":"b@x"}
)",
                           options)
                      .id;
  REQUIRE(bench.value("SELECT count(*) FROM ps_quarantine") == "2");
  bench.undo(id, under({"a"}));
  CHECK(bench.value("SELECT body FROM ps_quarantine") == R"({"_id":4,"u":"b","email":"b@x"})");
  CHECK(verify_import(bench.open(), id).taken_back == 2);
  CHECK(verify_import(bench.open(), id).proven());
}

TEST_CASE("a key of several paths is an array of values", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.unique = {Paths{"t.n", "u"}};
  const auto id = bench
                      .run(R"({"_id":1,"t":{"n":1},"u":"a"}
{"_id":2,"t":{"n":1},"u":"b"}
)",
                           options)
                      .id;
  CHECK(bench.refusal(id, under({"a"})) ==
        "import 1 grouped by t.n, u: each of its keys is an array of 2 values, in this order");
  CHECK(bench.undo(id, under({Value::array({1.0, "b"})})).removed == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":1,"t":{"n":1},"u":"a"})"});
}

TEST_CASE("without a unique index the key is the _id", "[import][undo]") {
  Bench bench;
  auto options = by("u");
  options.unique = {};
  const auto id =
      bench.run("{\"_id\":{\"$oid\":\"643700f2ec89025cc10eec67\"}}\n{\"_id\":2}\n", options).id;
  CHECK(bench.undo(id, under({Value{{"$oid", "643700f2ec89025cc10eec67"}}})).removed == 1);
  CHECK(bench.live() == Texts{R"(002 {"_id":2})"});
}

TEST_CASE("a key that something is left of can be undone again", "[import][undo]") {
  Bench bench;
  const auto id = bench.run(source).id;
  Store store = bench.open();
  Collection profiles = store.collection("profiles");

  SECTION("its document was edited") {
    profiles.update_one({{"u", "a"}}, {{"$set", {{"z", 1}}}});
    const auto report = bench.undo(id, under({"a"}));
    CHECK(left_of(report) == Texts{"1 edited"});
    CHECK(bench.value("SELECT count(*) FROM ps_archive") == "1");
    profiles.update_one({{"u", "a"}}, {{"$unset", {{"z", 1}}}});
    CHECK(bench.undo(id, under({"a"})).removed == 1);
  }
  SECTION("its key too") {
    profiles.update_one({{"u", "a"}}, {{"$set", {{"u", "z"}}}});
    CHECK(left_of(bench.undo(id, under({"a"}))) == Texts{"1 edited"});
  }
  SECTION("it is gone") {
    profiles.delete_one({{"u", "a"}});
    const auto report = bench.undo(id, under({"a"}));
    CHECK(report.gone == 1);
    CHECK(report.removed == 0);
    CHECK(bench.value("SELECT count(*) FROM ps_archive") == "1");
  }
  SECTION("another document has the key by now") {
    profiles.delete_one({{"u", "b"}});
    profiles.insert_one({{"_id", 77}, {"u", "b"}});
    CHECK(bench.refusal(id, under({"b"})) ==
          "import 1 has nothing to undo for that key; it grouped by u");
    CHECK(profiles.count({{"u", "b"}}) == 1);
  }
}

TEST_CASE("a document that was given another key is of the key that it was imported with",
          "[import][undo]") {
  Bench bench;
  bench.run(R"({"_id":1,"u":"a"})");
  const auto id = bench.run("{\"_id\":1,\"u\":\"a\",\"x\":1}\n{\"_id\":2,\"u\":\"a\"}\n").id;
  bench.open().collection("profiles").update_one({{"u", "a"}}, {{"$set", {{"u", "b"}}}});
  const auto before = bench.contents();
  CHECK(bench.refusal(id, under({"b"})) ==
        "import 2 has nothing to undo for that key; it grouped by u");
  CHECK(bench.refusal(id, under({"a", "b"})) ==
        "import 2 has nothing to undo for that key; it grouped by u");
  CHECK(bench.contents() == before);
  CHECK(bench.undo(id, under({"a"})).merged == 1);
  CHECK(bench.live() == Texts{R"(001 {"_id":1,"u":"b"})"});
}

TEST_CASE("keys are taken back though their index is dropped", "[import][undo]") {
  Bench bench;
  const auto id = bench.run(source).id;
  bench.open().collection("profiles").drop_index("u_1");
  CHECK(bench.undo(id, under({"a", "c"})).removed == 2);
  CHECK(bench.live() == Texts{R"(002 {"_id":2,"u":"b"})"});
  CHECK(verify_import(bench.open(), id).taken_back == 3);
}

TEST_CASE("one key that can't be undone keeps all of them", "[import][undo]") {
  Bench bench;
  const auto id = bench.run(source).id;
  const auto before = bench.contents();
  CHECK(bench.refusal(id, under({"a", "nobody's"})) ==
        "import 1 has nothing to undo for that key; it grouped by u");
  CHECK(bench.contents() == before);
}

TEST_CASE("keys of BSON and CSV are found in their pieces too", "[import][undo]") {
  Bench bench;
  temporary::write_file(bench / "source.csv", "_id,u,x\n1,a,1\n2,a,\n3,b,1\n");
  auto options = by("u");
  options.type = "csv";
  options.ignore_blanks = true;
  const auto id = import_files(bench.db, {(bench / "source.csv").string()}, options).id;
  bench.open().collection("profiles").update_one({{"u", "a"}}, {{"$set", {{"u", "z"}}}});
  CHECK(left_of(bench.undo(id, under({"a"}))) == Texts{"1 edited"});
  CHECK(bench.undo(id, under({"z", "b"})).removed == 1);
}

TEST_CASE("make_unique's keys are taken back once its index is dropped", "[import][undo]") {
  Bench bench;
  Store store = bench.open();
  Collection profiles = store.collection("profiles");
  for (int i = 1; i <= 4; ++i) profiles.insert_one({{"_id", i}, {"u", i % 2}});
  const std::string id = make_unique(store, "profiles", {"u"}).id;
  CHECK(bench.refusal(id, under({1})) ==
        "import 1 created the index u_1, under which no two documents can share a key: drop u_1, "
        "then undo single keys; or undo the whole import, which drops it");
  profiles.drop_index("u_1");
  CHECK(bench.undo(id, under({1})).restored == 1);
  CHECK(bench.live() ==
        Texts{R"(001 {"_id":1,"u":1})", R"(003 {"_id":3,"u":1})", R"(004 {"_id":4,"u":0})"});
  CHECK(bench.refusal(id, under({1})).starts_with("that key of import 1 was undone at 20"));
  CHECK(bench.undo(id).restored == 1);
  CHECK(bench.live().size() == 4);
}

}  // namespace undo_undo_keys_test
