// Documents that are deleted since their time has come.
#include <limits>
#include <thread>

#include "catch.hpp"
#include "crud/expiry_bench.hpp"
#include "store/raw_database.hpp"

namespace crud_expire_test {

using namespace expiry;

namespace {

Index after(std::chrono::seconds time) { return {.paths = "at", .expire_after = time}; }

std::vector<Value> ids(const Collection& docs) { return docs.distinct("_id"); }

}  // namespace

TEST_CASE("A document expires by the least date at the path, as in MongoDB", "[expire]") {
  struct Case {
    const char* name;
    Document document;
    bool expires;
  };
  const Value due = bson::date(noon - 60s), later = bson::date(noon - 59s);
  const std::vector<Case> cases{
      {"due to the second", {{"at", due}}, true},
      {"later", {{"at", later}}, false},
      {"before 1970", {{"at", bson::date(Time(-1'000'000'000s))}}, true},
      {"no value", {{"x", 1}}, false},
      {"null", {{"at", nullptr}}, false},
      {"a number", {{"at", 1}}, false},
      {"a text", {{"at", "2001-01-01T00:00:00Z"}}, false},
      {"the least of an array", {{"at", {later, due}}}, true},
      {"an array of other values", {{"at", {1, "x", later}}}, false},
      {"an array with a date", {{"at", {1, "x", due}}}, true},
      {"an empty array", {{"at", Value::array()}}, false},
      {"not covered", {{"at", due}, {"kept", true}}, true},
  };
  Bench bench;
  Store store = bench.open();
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Collection docs = store.collection("c");
    docs.drop();
    docs.insert_one(c.document);
    bench.now = noon - 240h;
    docs.create_index(after(60s));
    bench.now = noon;
    store.expire();
    CHECK(docs.count() == (c.expires ? 0 : 1));
    CHECK(store.expire() == 0);
  }
}

TEST_CASE("0 means at the date, and only what the index covers expires", "[expire]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("c");
  docs.create_index({.paths = "at", .where = {{"temporary", true}}, .expire_after = 0s});
  docs.insert_one({{"_id", 1}, {"at", bson::date(noon)}, {"temporary", true}});
  docs.insert_one({{"_id", 2}, {"at", bson::date(noon)}});
  docs.insert_one({{"_id", 3}, {"at", bson::date(noon + 1s)}, {"temporary", true}});
  bench.now = noon;
  CHECK(docs.count() == 3);  // they are found until they are deleted
  CHECK(store.expire() == 1);
  CHECK(ids(docs) == std::vector<Value>{2, 3});
}

TEST_CASE("What cannot expire is refused, with MongoDB's codes", "[expire]") {
  struct Case {
    Index index;
    int code;
  };
  const std::chrono::seconds most{std::numeric_limits<std::int32_t>::max()};
  const std::vector<Case> cases{
      {{.paths = "_id", .expire_after = 1s}, 197},
      {{.paths = {"a", "b"}, .expire_after = 1s}, 67},
      {after(-1s), 67},
      {after(most + 1s), 67},
      {{.paths = "a", .normalise = {Normalise::trim}, .expire_after = 1s}, 67},
  };
  temporary::Store store;
  Collection docs = store.collection("c");
  for (const Case& c : cases) {
    CAPTURE(c.code, c.index.paths[0]);
    try {
      docs.create_index(c.index);
      FAIL_CHECK("it was created");
    } catch (const InvalidInput& refused) {
      CHECK(refused.code() == c.code);
    }
  }
  CHECK(docs.create_index(after(most)) == "at_1");
  CHECK(docs.create_index(after(most)) == "at_1");
  CHECK_THROWS_AS(docs.create_index(after(5s)), InvalidInput);
  CHECK_THROWS_AS(docs.create_index(Index{"at"}), InvalidInput);
}

TEST_CASE("An index that expires is listed, dropped and made again as any other", "[expire]") {
  Bench bench;
  bench.open().collection("c").create_index(after(60s));
  Store store = bench.open();
  Collection docs = store.collection("c");
  REQUIRE(docs.list_indexes().size() == 2);
  CHECK(docs.list_indexes()[1].expire_after == 60s);
  CHECK(store.check().sound());
  docs.drop_index("at_1");
  docs.insert_one({{"at", bson::date(noon - 1h)}});
  CHECK(store.expire() == 0);
  docs.create_index(after(5s));
  CHECK(docs.list_indexes()[1].expire_after == 5s);
  bench.now = noon;
  CHECK(store.expire() == 1);
  docs.drop();
  CHECK(store.check().sound());
  CHECK(RawDatabase(store.path()).value("SELECT count(*) FROM ps_expiry") == "0");
}

TEST_CASE("A store that is opened deletes what has expired, and one that is read does not",
          "[expire]") {
  Bench bench;
  {
    Store store = bench.open();
    store.collection("c").create_index(after(60s));
    for (int i = 0; i < 5; ++i)
      store.collection("c").insert_one({{"_id", i}, {"at", bson::date(noon + i * 1s)}});
  }
  bench.now = noon + 62s;
  StoreOptions reads = bench.options();
  reads.read_only = true;
  CHECK(Store::open(bench / "s.db", reads).collection("c").count() == 5);
  CHECK(ids(bench.open().collection("c")) == std::vector<Value>{3, 4});
}

TEST_CASE("A few are deleted after a write, but not in it", "[expire]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("c");
  docs.create_index(after(60s));
  std::vector<Document> all;
  for (int i = 0; i < 150; ++i) all.push_back({{"_id", i}, {"at", bson::date(noon)}});
  docs.insert_many(all);
  bench.now = noon + 1h;
  std::this_thread::sleep_for(1100ms);
  // It has expired, and lives on since it is written before any is deleted.
  docs.update_one({{"_id", 0}}, {{"$set", {{"at", bson::date(bench.now)}}}});
  CHECK(docs.count() == 50);
  CHECK(docs.count({{"_id", 0}}) == 1);
  CHECK(store.expire() == 49);
}

TEST_CASE("What expires is an event, is not archived, and frees its key", "[expire]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("c", {.indexes = {{"userId", Missing::reject}}});
  docs.create_index(after(60s));
  docs.insert_one({{"userId", "u1"}, {"at", {bson::date(noon - 1h), bson::date(noon)}}});
  bench.now = noon;
  CHECK(store.expire() == 1);
  CHECK_NOTHROW(docs.insert_one({{"userId", "u1"}}));
  const Stats stats = store.stats();
  const auto found = std::find_if(stats.events.begin(), stats.events.end(),
                                  [](const auto& one) { return one.kind == EventKind::expired; });
  REQUIRE(found != stats.events.end());
  CHECK((found->collection == "c" && found->index == "at_1" && found->documents == 1));
  CHECK(found->operation == "expire");
  CHECK(RawDatabase(store.path()).value("SELECT count(*) FROM ps_archive") == "0");
  CHECK(store.check().sound());
}

TEST_CASE("What expires is told to those who watch", "[expire][watch]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("docs", {.change_log = ChangeLog{}});
  docs.create_index(after(60s));
  docs.insert_one({{"_id", 1}, {"at", bson::date(noon - 60s)}});
  ChangeStream changes = docs.watch();
  bench.now = noon;
  CHECK(store.expire() == 1);
  const auto change = changes.next(10s);
  REQUIRE(change);
  CHECK(change->operation == "delete");
  CHECK(change->id == 1);
}

TEST_CASE("Many expire in several transactions, all of them", "[expire]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("c");
  std::vector<Document> all;
  for (int i = 0; i < 1700; ++i)
    all.push_back({{"_id", i}, {"at", bson::date(noon - (i % 2 == 0 ? 2h : 0h))}});
  docs.insert_many(all);
  docs.create_index(after(3600s));
  bench.now = noon;
  CHECK(store.expire() == 850);
  CHECK(docs.count() == 850);
}

TEST_CASE("In a transaction nothing expires before its end", "[expire]") {
  Bench bench;
  Store store = bench.open();
  Collection docs = store.collection("c");
  docs.create_index(after(60s));
  docs.insert_one({{"_id", 1}, {"at", bson::date(noon)}});
  bench.now = noon + 1h;
  std::this_thread::sleep_for(1100ms);
  store.transaction([](Transaction& write) {
    write.collection("c").insert_one({{"_id", 2}});
    CHECK(write.collection("c").count() == 2);
  });
  CHECK(ids(docs) == std::vector<Value>{2});
}

}  // namespace crud_expire_test
