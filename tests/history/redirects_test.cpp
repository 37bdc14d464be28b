// Documents that were set aside, looked up by the _ids they had.
#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace history_redirects_test {

using namespace profilestore;
using fixture::by;
using fixture::Texts;

namespace {

struct Bench : fixture::UndoBench {
  /// The `_id` that lives on for `id`, and a find by it; null if there is none.
  Value survivor_of(const Value& id) {
    Store store = open();
    const Collection profiles = store.collection("profiles");
    const auto survivor = profiles.survivor_of(id);
    const auto found = profiles.find_one({{"_id", id}}, {.follow_redirects = true});
    const bool lives = profiles.find_one({{"_id", id}}).has_value();
    CHECK(found.has_value() == (survivor.has_value() || lives));
    if (found) CHECK(found->at("_id") == survivor.value_or(id));
    return survivor.value_or(Value());
  }
  std::string count() { return value("SELECT count(*) FROM ps_redirects"); }
};

constexpr const char* first = R"({"_id":"A","u":1}
{"_id":"B","u":1,"x":1}
{"u":1}
{"_id":"B","u":1}
{"_id":"C","u":2}
)";

}  // namespace

TEST_CASE("a document that was set aside leads to the one that was kept", "[import][redirect]") {
  Bench bench;
  const bool with_others = GENERATE(false, true);
  if (with_others) bench.run(R"({"_id":"Z","u":9})");
  bench.run(first);
  CHECK(bench.survivor_of("A") == "B");
  CHECK(bench.survivor_of("B").is_null());
  CHECK(bench.survivor_of("C").is_null());
  CHECK(bench.survivor_of("none").is_null());
  CHECK(bench.count() == "1");
}

TEST_CASE("an ObjectId leads on, however it is written", "[import][redirect]") {
  const std::string document =
      GENERATE(R"({"_id":{"$oid":"643700f2ec89025cc10eec67"},"u":1})",
               R"({ "_id" : { "$oid" : "643700f2ec89025cc10eec67" }, "u" : 1 })",
               R"({"u":1,"_id":{"$oid":"643700F2EC89025CC10EEC67"}})");
  Bench bench;
  bench.run(document + "\n" + R"({"_id":"B","u":1,"x":1})");
  CHECK(bench.survivor_of({{"$oid", "643700f2ec89025cc10eec67"}}) == "B");
}

TEST_CASE("redirects lead on, import after import", "[import][redirect]") {
  Bench bench;
  bench.run(first);
  // B gives way to D, D to E.
  const auto second = bench.run(R"({"_id":"D","u":1,"x":1,"y":1})").id;
  const auto third = bench.run("{\"_id\":\"E\",\"u\":1,\"x\":1,\"y\":1,\"z\":1}\n").id;
  CHECK(bench.survivor_of("A") == "E");
  CHECK(bench.survivor_of("B") == "E");
  CHECK(bench.survivor_of("D") == "E");

  SECTION("what is undone leads nowhere") {
    bench.undo(third);
    CHECK(bench.survivor_of("A") == "D");
    CHECK(bench.survivor_of("E").is_null());
    bench.undo(second, {{1}});
    CHECK(bench.survivor_of("A") == "B");
    CHECK(bench.survivor_of("B").is_null());
    bench.undo("1");
    CHECK(bench.survivor_of("A").is_null());
    CHECK(bench.count() == "0");
  }
  SECTION("nor does one whose survivor is gone") {
    Store store = bench.open();
    Collection profiles = store.collection("profiles");
    profiles.delete_one({{"_id", "E"}});
    CHECK(bench.survivor_of("A").is_null());
    profiles.insert_one({{"_id", "F"}, {"u", 1}});  // in the same row
    CHECK(bench.survivor_of("A").is_null());
  }
  SECTION("an _id that lives again is its own") {
    Store store = bench.open();
    Collection profiles = store.collection("profiles");
    profiles.insert_one({{"_id", "A"}, {"u", 7}});
    CHECK(bench.survivor_of("A").is_null());
    profiles.insert_one({{"_id", "D"}, {"u", 8}});
    CHECK(bench.survivor_of("B") == "D");
  }
  SECTION("in a circle they come to an end") {
    bench.run(R"({"_id":"A","u":1,"x":1,"y":1,"z":1,"w":1})");
    CHECK(bench.survivor_of("A").is_null());
    CHECK(bench.survivor_of("E") == "A");
    bench.open().collection("profiles").delete_one({{"_id", "A"}});
    for (const char* id : {"A", "B", "D", "E"}) CHECK(bench.survivor_of(id).is_null());
  }
  SECTION("an undo that leaves a document leaves what leads to it") {
    bench.open().collection("profiles").update_one({{"_id", "E"}}, {{"$set", {{"z", 2}}}});
    bench.undo(third);
    CHECK(bench.survivor_of("D") == "E");
  }
}

TEST_CASE("an _id that two different documents were kept for leads nowhere", "[import][redirect]") {
  Bench bench;
  bench.run(R"({"_id":"A","u":1}
{"_id":"B","u":1,"x":1}
{"_id":"A","u":2}
{"_id":"C","u":2,"x":1}
)");
  CHECK(bench.survivor_of("A").is_null());
}

TEST_CASE("imports by _id leave no redirects", "[import][redirect]") {
  Bench bench;
  auto options = by("u");
  options.unique = {};
  bench.run("{\"_id\":1,\"x\":1}\n{\"_id\":1}\n", options);
  bench.run(R"({"_id":1,"x":1,"y":1})", options);
  CHECK(bench.count() == "0");
}

TEST_CASE("make_unique's losers lead to its survivors until it is undone", "[import][redirect]") {
  Bench bench;
  Store store = bench.open();
  Collection profiles = store.collection("profiles");
  for (int i = 1; i <= 4; ++i) profiles.insert_one({{"_id", i}, {"u", i % 2}});
  const auto id = make_unique(store, "profiles", {"u"}).id;
  CHECK(bench.survivor_of(1) == 3);
  CHECK(bench.survivor_of(2.0) == 4);
  bench.undo(id);
  CHECK(bench.survivor_of(1).is_null());
  CHECK(bench.count() == "0");
}

TEST_CASE("a find that follows redirects keeps to the rest of its filter", "[import][redirect]") {
  Bench bench;
  bench.run(first);
  Store store = bench.open();
  Collection profiles = store.collection("profiles");
  const FindOneOptions follow{.follow_redirects = true};
  CHECK(profiles.find_one({{"_id", "A"}, {"x", 1}}, follow));
  CHECK_FALSE(profiles.find_one({{"_id", "A"}, {"x", 2}}, follow));
  CHECK(profiles.find_one({{"_id", {{"$eq", "A"}}}}, follow));
  CHECK_FALSE(profiles.find_one({{"_id", "A"}}));
  CHECK_FALSE(profiles.find_one(Document{{"u", 5}}, follow));
  CHECK(profiles
            .find_one(Document{{"u", 5}}, {.then_by = {{{"_id", "A"}}}, .follow_redirects = true})
            ->at("_id") == "B");
  CHECK(profiles.get_or_create({{"_id", "A"}}, {}, follow).at("_id") == "B");
  CHECK(caught<InvalidInput>([&] { profiles.find_one_and_delete({{"_id", "A"}}, follow); }));
  store.transaction([&](Transaction& transaction) {
    CHECK(transaction.collection("profiles").survivor_of("A") == Value("B"));
  });
}

TEST_CASE("redirects do not depend on the order of the documents", "[import][redirect]") {
  Texts lines = fixture::lines_of(first);
  std::vector<std::vector<RawDatabase::Row>> results;
  for (int write = 0; write < 2; ++write) {
    Bench bench;
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    bench.run(text);
    results.push_back(RawDatabase(bench.db).rows("SELECT id, survivor FROM ps_redirects"));
    std::reverse(lines.begin(), lines.end());
  }
  CHECK(results[0] == results[1]);
}

}  // namespace history_redirects_test
