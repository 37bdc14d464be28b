// What expiry does when it is stopped, meets damage, or an index that no planner would take.
#include <profilestore/stop_scope.hpp>
#include <thread>

#include "catch.hpp"
#include "crud/expiry_bench.hpp"
#include "store/raw_database.hpp"

namespace crud_expire_rest_test {

using namespace expiry;

namespace {

Document dated(int id, Time at) { return {{"_id", id}, {"at", bson::date(at)}, {"u", 1}}; }

/// So many documents that have expired at noon.
void fill(Store& store, int count) {
  std::vector<Document> all;
  for (int i = 0; i < count; ++i) all.push_back(dated(i, noon - 1h));
  store.collection("c").insert_many(all);
  store.collection("c").create_index({.paths = "at", .expire_after = 0s});
}

std::int64_t times(const Store& store, EventKind kind) {
  std::int64_t times = 0;
  for (const StoreEvent& event : store.stats().events)
    if (event.kind == kind) times += event.times;
  return times;
}

}  // namespace

TEST_CASE("Expiry that is stopped says how many it has deleted, since they are gone", "[expire]") {
  Bench bench;
  Store store = bench.open();
  fill(store, 1200);
  std::stop_source stopped;
  bench.told = [&](const StoreEvent& event) {
    if (event.kind == EventKind::expired) stopped.request_stop();
  };
  bench.now = noon;
  {
    const StopScope scope(stopped.get_token());
    CHECK(store.expire() == 500);
    CHECK_THROWS_AS(store.expire(), Interrupted);
  }
  CHECK(store.collection("c").count() == 700);
  CHECK(store.expire() == 700);
}

TEST_CASE("What ends expiry says how many were deleted before", "[expire]") {
  Bench bench;
  bench.deadline = 100ms;
  Store store = bench.open();
  fill(store, 1200);
  RawDatabase other(store.path());
  bench.told = [&](const StoreEvent& event) {
    if (event.kind == EventKind::expired) other.run("BEGIN IMMEDIATE");
  };
  bench.now = noon;
  try {
    store.expire();
    FAIL_CHECK("it did not wait for the other");
  } catch (const Busy& busy) {
    CHECK_THAT(std::string(busy.what()),
               has_part("after 500 documents that had expired were deleted"));
  }
  other.run("ROLLBACK");
  bench.told = nullptr;
  CHECK(store.expire() == 700);
}

TEST_CASE("An index expires by its own keys, whatever its condition: no other document is read",
          "[expire]") {
  const std::vector<Index> indexes{
      {.paths = "at", .where = {{"at", {{"$exists", true}}}}, .expire_after = 0s},
      {.paths = "at", .where = {{"u", {{"$gt", 0}}}}, .expire_after = 0s},
      {.paths = "at", .where = {{"u", 1}}, .expire_after = 0s},
      {.paths = "at", .collation = Collation{.strength = 2}, .expire_after = 0s},
      {.paths = Paths{{"at", -1}}, .missing = Missing::sparse, .expire_after = 0s},
  };
  for (const Index& index : indexes) {
    CAPTURE(index.where.dump(), static_cast<int>(index.missing));
    Bench bench;
    Store store = bench.open();
    Collection docs = store.collection("c");
    docs.create_index(index);
    docs.insert_many({dated(1, noon - 1h), dated(2, noon + 1h)});
    Document array = dated(3, noon);
    array["at"] = {bson::date(noon + 1h), bson::date(noon - 1h)};
    docs.insert_one(array);
    // Who reads it fails.
    RawDatabase(store.path())
        .run(
            "UPDATE c SET doc = replace(doc, '\"u\":1', '\"u\":2') "
            "WHERE doc LIKE '{\"_id\":2,%'");
    bench.now = noon;
    CHECK(store.expire() == 2);
    CHECK(docs.count() == 1);
  }
}

TEST_CASE("A damaged document is passed over by expiry, and told once", "[expire]") {
  Bench bench;
  Store store = bench.open();
  fill(store, 3);
  Collection docs = store.collection("c");
  RawDatabase(store.path())
      .run(
          "UPDATE c SET doc = replace(doc, '\"u\":1', '\"u\":2') "
          "WHERE doc LIKE '{\"_id\":1,%'");
  bench.now = noon;
  for (int i = 10; i < 12; ++i) {  // each lets some expire
    std::this_thread::sleep_for(1100ms);
    docs.insert_one(dated(i, noon + 1h));
  }
  CHECK(docs.count() == 3);
  CHECK(times(store, EventKind::damaged) == 1);
  docs.insert_one(dated(20, noon - 1h));
  for (const char* others : {"deleted: 1.", "deleted: 0."})
    CHECK_THROWS_WITH(store.expire(),
                      has_part("1 documents that have expired are damaged") && has_part(others));
  CHECK(docs.count() == 3);
  CHECK(times(store, EventKind::damaged) == 1);
}

TEST_CASE("What only a damaged key says has expired is not deleted", "[expire]") {
  Bench bench;
  Store store = bench.open();
  fill(store, 2);
  Collection docs = store.collection("c");
  docs.insert_one(dated(7, noon + 1h));
  RawDatabase(store.path())
      .run("UPDATE c SET k2 = (SELECT min(k2) FROM c) WHERE doc LIKE '{\"_id\":7,%'");
  bench.now = noon;
  CHECK_THROWS_AS(store.expire(), Corrupt);
  CHECK(docs.count() == 1);
}

TEST_CASE("A clock that throws whatever it likes ends no write", "[expire]") {
  temporary::Folder folder;
  bool broken = false;
  StoreOptions options = temporary::quick();
  options.now = [&] {
    if (broken) throw 7;
    return noon;
  };
  Store store = Store::open(folder / "s.db", options);
  Collection docs = store.collection("c");
  docs.create_index({.paths = "at", .expire_after = 0s});
  broken = true;
  std::this_thread::sleep_for(1100ms);
  docs.insert_many({dated(1, noon)});
  CHECK(docs.count() == 1);
  CHECK_THROWS_AS(store.expire(), int);
}

}  // namespace crud_expire_rest_test
