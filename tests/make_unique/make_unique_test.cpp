#include <profilestore/make_unique.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "make_unique/contents.hpp"

namespace make_unique_make_unique_test {

using namespace profilestore;

namespace {

std::vector<int> live(Collection& users) {
  std::vector<int> ids;
  for (const Document& document : users.find(Document::object())) ids.push_back(document["_id"]);
  return ids;
}

Document told(const UniqueGroup& group) {
  Value losers = Value::array();
  for (const auto& loser : group.losers) losers.push_back({{"id", loser.id}, {"rule", loser.rule}});
  Document told{{"key", group.key}, {"survivor", group.survivor}, {"losers", losers}};
  if (!group.parted.empty()) told["parted"] = group.parted;
  return told;
}

struct Case {
  std::string description;
  UniqueIndex index;
  std::vector<std::string> documents;  ///< their `_id`s are 1, 2, …
  std::vector<std::string> plan;       ///< a line a group
  std::vector<int> stay;
  std::int64_t quarantined = 0;
  std::int64_t conflicted = 0;
};

const std::vector<Case> cases{
    {"the most complete stays",
     {"u"},
     {R"({"u":1})", R"({"u":1,"x":1})", R"({"u":2})", R"({"u":1,"y":""})"},
     {R"({"key":{"u":1},"survivor":2,"losers":[{"id":1,"rule":"complete"},)"
      R"({"id":4,"rule":"complete"}]})"},
     {2, 3}},
    {"then the newest",
     {"u"},
     {R"({"u":1,"updatedAt":{"$date":"2024-01-02T00:00:00Z"}})",
      R"({"u":1,"updatedAt":{"$date":"2024-01-01T00:00:00Z"}})", R"({"u":2})", R"({"u":2})"},
     {R"({"key":{"u":1},"survivor":1,"losers":[{"id":2,"rule":"newest:updatedAt"}]})",
      R"({"key":{"u":2},"survivor":4,"losers":[{"id":3,"rule":"newest:_id"}]})"},
     {1, 4}},
    {"several paths",
     {{"t", "e"}},
     {R"({"t":1,"e":1})", R"({"t":1,"e":2})", R"({"t":1,"e":1})"},
     {R"({"key":{"t":1,"e":1},"survivor":3,"losers":[{"id":1,"rule":"newest:_id"}]})"},
     {2, 3}},
    {"collide: one document without a value stays, and the others are not its duplicates",
     {"u"},
     {R"({"u":null})", R"({})", R"({"u":5})"},
     {R"({"key":{"u":null},"survivor":2,"losers":[],"parted":[1]})"},
     {2, 3},
     0,
     1},
    {"a key that names nobody: likewise, whatever the rule",
     {"u", Missing::reject},
     {R"({"u":"","a":1})", R"({"u":""})", R"({"u":"N/A"})", R"({"u":"N/A"})", R"({"u":"N/A"})"},
     {R"({"key":{"u":""},"survivor":1,"losers":[],"parted":[2]})",
      R"({"key":{"u":"N/A"},"survivor":5,"losers":[],"parted":[3,4]})"},
     {1, 5},
     0,
     3},
    {"arrays: an element that names nobody joins nobody",
     {"m"},
     {R"({"m":["a",""]})", R"({"m":["b",""]})", R"({"m":["b","c"],"more":1})"},
     {R"({"key":{"m":"b"},"survivor":3,"losers":[{"id":2,"rule":"complete"}]})"},
     {1, 3}},
    {"sparse: those without a value stay",
     {"u", Missing::sparse},
     {R"({})", R"({})", R"({"u":null})", R"({"u":null})"},
     {R"({"key":{"u":null},"survivor":4,"losers":[],"parted":[3]})"},
     {1, 2, 4},
     0,
     1},
    {"distinct: those with null stay too",
     {"u", Missing::distinct},
     {R"({})", R"({})", R"({"u":null})", R"({"u":null})", R"({"u":1})", R"({"u":1})"},
     {R"({"key":{"u":1},"survivor":6,"losers":[{"id":5,"rule":"newest:_id"}]})"},
     {1, 2, 3, 4, 6}},
    {"reject: those without a value go to the quarantine",
     {"u", Missing::reject},
     {R"({})", R"({"u":1})", R"({"u":null})", R"({"u":[2,null]})", R"({"u":1})"},
     {R"({"key":{"u":1},"survivor":5,"losers":[{"id":2,"rule":"newest:_id"}]})"},
     {5},
     3},
    {"a condition: those that do not match it stay",
     {"u", Missing::collide, "", {{"live", true}}},
     {R"({"u":1,"live":true})", R"({"u":1})", R"({"u":1,"live":true})", R"({"u":1})"},
     {R"({"key":{"u":1},"survivor":3,"losers":[{"id":1,"rule":"newest:_id"}]})"},
     {2, 3, 4}},
    {"a collation",
     {"u", Missing::collide, "", {}, Collation{.strength = 1}},
     {R"({"u":"Ann"})", R"({"u":"ánn"})", R"({"u":"Anne"})", R"({"u":"ANN","more":1})"},
     {R"({"key":{"u":"Ann"},"survivor":4,"losers":[{"id":1,"rule":"complete"},)"
      R"({"id":2,"rule":"complete"}]})"},
     {3, 4}},
    {"arrays: what is connected by elements is one group",
     {"m"},
     {R"({"m":["a","b"]})", R"({"m":["c","d"]})", R"({"m":"x"})", R"({"m":["b","c"],"more":1})",
      R"({"m":"d"})", R"({"m":["y","z"]})"},
     {R"({"key":{"m":"b"},"survivor":4,"losers":[{"id":1,"rule":"complete"},)"
      R"({"id":2,"rule":"complete"},{"id":5,"rule":"complete"}]})"},
     {3, 4, 6}},
};

}  // namespace

TEST_CASE("make_unique leaves the best of each group, and undo brings all back",
          "[import][make_unique]") {
  for (const Case& c : cases) {
    INFO(c.description);
    temporary::Store store;
    Collection users = store.collection("users");
    insert_all(users, c.documents);
    const auto before = contents(store);
    std::vector<std::string> plan, dry_plan;

    MakeUniqueOptions options;
    options.dry_run = true;
    options.on_group = [&](const UniqueGroup& group) { dry_plan.push_back(told(group).dump()); };
    const MakeUniqueReport dry = make_unique(store, "users", c.index, options);
    CHECK(dry.id.empty());
    CHECK(contents(store) == before);

    options.dry_run = false;
    options.on_group = [&](const UniqueGroup& group) { plan.push_back(told(group).dump()); };
    const MakeUniqueReport report = make_unique(store, "users", c.index, options);
    CHECK(plan == c.plan);
    CHECK(dry_plan == c.plan);
    CHECK(live(users) == c.stay);
    CHECK(report.groups == static_cast<std::int64_t>(c.plan.size()));
    const auto read = static_cast<std::int64_t>(c.documents.size());
    const auto stay = static_cast<std::int64_t>(c.stay.size());
    CHECK(report.ledger.read == read);
    CHECK(report.ledger.unchanged == stay);
    CHECK(report.ledger.quarantined == c.quarantined);
    CHECK(report.ledger.conflicted == c.conflicted);
    CHECK(report.ledger.merged == read - stay - c.quarantined - c.conflicted);
    CHECK(report.ledger == dry.ledger);
    REQUIRE(users.list_indexes().size() == 2);
    CHECK(users.list_indexes().back().name == report.index);
    CHECK(users.list_indexes().back().unique);
    CHECK(store.check().faults == std::vector<std::string>{});

    const UndoReport undone = undo_import(store, report.id);
    CHECK(undone.dropped_index == report.index);
    CHECK(undone.restored == read - stay);
    CHECK(undone.moved == 0);
    CHECK(undone.left.empty());
    CHECK(contents(store) == before);
    CHECK(store.check().faults == std::vector<std::string>{});
  }
}

TEST_CASE("the 187 profiles of one user become one", "[import][make_unique][incident]") {
  temporary::Store store;
  const auto exported = fixture::generated(store, "creatorprofiles", "export.json");
  ImportOptions by_id;
  by_id.collection = "users";
  import_files(store.path(), {exported.path}, by_id);
  Collection users = store.collection("users");
  for (int i = 0; i < 3; ++i) users.insert_one({{"_id", i}, {"userId", Value()}});
  const auto before = contents(store);
  std::size_t largest = 0;
  MakeUniqueOptions options;
  options.on_group = [&](const UniqueGroup& group) {
    largest = std::max(largest, group.losers.size() + 1);
  };
  const auto report = make_unique(store, "users", UniqueIndex{"userId", Missing::reject}, options);
  CHECK(largest == 187);
  CHECK(report.ledger.merged == exported.expected.at("merged").get<std::int64_t>());
  CHECK(report.ledger.quarantined == 3);
  std::vector<std::string> survivors;
  for (const Document& document : users.find(Document::object()))
    survivors.push_back(document.at("_id").at("$oid"));
  std::sort(survivors.begin(), survivors.end());
  // The same as if the export had been imported by userId.
  CHECK(survivors == exported.expected.at("survivors").get<std::vector<std::string>>());
  CHECK(verify_import(store, "1").proven());
  CHECK(store.check().sound());
  CHECK_THROWS_AS(users.insert_one({{"userId", users.find_one({})->at("userId")}}), DuplicateKey);

  CHECK(undo_import(store, report.id).restored == report.ledger.merged + 3);
  CHECK(contents(store) == before);
  CHECK(verify_import(store, "1").proven());
}

TEST_CASE("the greatest _id stays where no rule tells documents apart", "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (const char* id : {"b", "c", "a"}) users.insert_one({{"_id", id}, {"u", 1}});
  MakeUniqueOptions options;
  options.on_group = [&](const UniqueGroup& group) {
    CHECK(told(group).dump() == R"({"key":{"u":1},"survivor":"c","losers":[)"
                                R"({"id":"b","rule":"_id"},{"id":"a","rule":"_id"}]})");
  };
  CHECK(make_unique(store, "users", {"u"}, options).groups == 1);
}

TEST_CASE("the rules decide which document stays", "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"a":1,"b":1})", R"({"u":1,"done":true})"});
  MakeUniqueOptions options;
  options.keep = "complete:done,complete";
  make_unique(store, "users", {"u"}, options);
  CHECK(live(users) == std::vector<int>{2});
  CHECK(fixture::column(store.path(), "SELECT reason FROM ps_archive") ==
        std::vector<std::string>{"complete:done"});
  CHECK_THROWS_AS(make_unique(store, "users", {"v"}, {.keep = "best"}), InvalidInput);
}

TEST_CASE("an archived document is there byte for byte, with its row and its survivor's",
          "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"t":"é ✓ \" \\"})", R"({"u":1,"x":{"$numberLong":"5"},"y":1})"});
  const auto text = fixture::column(store.path(), "SELECT doc FROM users WHERE row = 1");
  make_unique(store, "users", {"u"});
  CHECK(fixture::column(store.path(), "SELECT body FROM ps_archive") == text);
  CHECK(fixture::column(store.path(),
                        "SELECT row || ' ' || survivor || ' ' || source FROM "
                        "ps_archive") == std::vector<std::string>{"1 2 0"});
}

TEST_CASE("an index that is there, and none in the way, is nothing to do",
          "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"u"}}});
  insert_all(users, {R"({"u":1})", R"({"u":2})"});
  const auto report = make_unique(store, "users", {"u"});
  CHECK(report.id.empty());
  CHECK(report.index == "u_1");
  CHECK(report.ledger == Ledger{.read = 2, .unchanged = 2});
  CHECK_THROWS_AS(undo_import(store, "1"), InvalidInput);

  // A unique index over documents that share no key is made, and can be undone.
  const auto made = make_unique(store, "users", {"v", Missing::sparse}, {.allow_absent = true});
  CHECK(made.groups == 0);
  CHECK(undo_import(store, made.id).dropped_index == "v_1");
}

}  // namespace make_unique_make_unique_test
