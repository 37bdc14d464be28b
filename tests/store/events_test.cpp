// What is pending, what is written, and how much is kept.
#include <algorithm>

#include "catch.hpp"
#include "store/event_texts.hpp"
#include "store/raw_database.hpp"
#include "store/statements.hpp"

namespace store_events_test {

using namespace profilestore;
using namespace events;

TEST_CASE("Events are in the stats at once, in the file with the next write, and stats write none",
          "[store][stats]") {
  Users store;
  RawDatabase raw(store.path());
  const auto stored = [&] { return raw.value("SELECT coalesce(sum(times), 0) FROM ps_events"); };
  CHECK(insert_clashes(store.users));
  CHECK(store.stats().events.size() == 1);
  CHECK(store.stats().events.size() == 1);
  CHECK(stored() == "0");
  Store other = Store::open(store.path(), temporary::quick());
  CHECK(other.stats().events.empty());
  store.users.insert_one({{"email", "c@x"}});
  CHECK(stored() == "1");
  CHECK(insert_clashes(other.collection("users")));
  CHECK(insert_clashes(store.users));
  CHECK(events_of(other) == Texts{"duplicate_key users email_1 insertOne x2, 2 documents"});
  store.users.delete_one({{"email", "c@x"}});
  CHECK(events_of(other) == Texts{"duplicate_key users email_1 insertOne x3, 3 documents"});
  CHECK(totals_of(other) == Texts{"duplicate_key users email_1 x3, 3 documents"});
  store.users.insert_one({{"email", "d@x"}});  // nothing is pending: nothing is written again
  CHECK(stored() == "2");
}

TEST_CASE("Of 5000 different clashes the last 1000 are kept, and all are counted",
          "[store][stats]") {
  temporary::Folder folder;
  std::string first, last;
  const auto check = [&](const Stats& stats) {
    CHECK(stats.events.size() == 1000);
    CHECK(texts_of(stats.totals) == Texts{"duplicate_key c n_1 x5000, 5000 documents",
                                          "many_documents c - x1, 5000 documents"});
    const auto has = [&](const std::string& digest) {
      return std::ranges::find(stats.events, digest, &StoreEvent::digest) != stats.events.end();
    };
    CHECK_FALSE(has(first));
    CHECK(has(last));
  };
  {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection c = store.collection("c", {.indexes = {UniqueIndex{"n"}}});
    std::vector<Document> documents;
    for (int i = 0; i < 5000; ++i) documents.push_back({{"n", i}});
    c.insert_many(documents);
    const auto clash = [&](int i) {
      CHECK(clashes([&] { c.insert_one({{"n", i}}); }));
      return store.stats().events.front().digest;
    };
    first = clash(0);
    // In one transaction, and in many.
    documents.erase(documents.begin() + 2500, documents.end());
    documents.erase(documents.begin());
    CHECK(clashes([&] { c.insert_many(documents, {.ordered = false}); }));
    for (int i = 2500; i < 4999; ++i) clashes([&] { c.insert_one({{"n", i}}); });
    last = clash(4999);
    check(store.stats());
  }
  CHECK(RawDatabase(folder / "p.db").value("SELECT count(*) FROM ps_events") == "1000");
  check(Store::open(folder / "p.db").stats());
}

TEST_CASE("Of more than 1000 totals the others are one a kind", "[store][stats]") {
  Users store;
  RawDatabase raw(store.path());
  raw.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
      "INSERT INTO ps_counters SELECT 'merge', 'c' || i, '', 1, 1, NULL FROM n");
  CHECK(insert_clashes(store.users));
  const auto total = [&] {
    const auto totals = store.stats().totals;
    const auto found = std::ranges::find(totals, EventKind::duplicate_key, &EventTotal::kind);
    return found == totals.end() ? "none" : text_of(*found);
  };
  CHECK(total() == "duplicate_key  - x1, 1 documents");
  store.users.insert_one({{"email", "c@x"}});
  CHECK(insert_clashes(store.users));
  store.users.insert_one({{"email", "d@x"}});
  CHECK(total() == "duplicate_key  - x2, 2 documents");
  CHECK(raw.value("SELECT count(*) FROM ps_counters") == "1001");
}

TEST_CASE("Events that can't be written make no write fail, and stay", "[store][stats]") {
  Users store;
  RawDatabase raw(store.path());
  raw.run("ALTER TABLE ps_counters RENAME TO away");
  CHECK(insert_clashes(store.users));
  store.users.insert_one({{"_id", 3}, {"email", "c@x"}});
  CHECK(store.users.count() == 3);
  CHECK(raw.value("SELECT count(*) FROM ps_events") == "0");
  raw.run("ALTER TABLE away RENAME TO ps_counters");
  CHECK(events_of(store) == Texts{"duplicate_key users email_1 insertOne x1, 1 documents"});
  store.users.insert_one({{"_id", 4}, {"email", "d@x"}});
  CHECK(raw.value("SELECT times FROM ps_events") == "1");
  CHECK(raw.value("SELECT times FROM ps_counters") == "1");
}

TEST_CASE("A transaction that SQLite has taken back writes no events", "[store][stats]") {
  Users store;
  sqlite3* writer = writer_of(store);
  CHECK_THROWS_AS(store.transaction([&](Transaction& tx) {
    CHECK(insert_clashes(tx.collection("users")));
    RawDatabase::rows(writer, "ROLLBACK");
  }),
                  StorageFailure);
  RawDatabase raw(store.path());
  CHECK(raw.value("SELECT count(*) FROM ps_events") == "0");
  CHECK(events_of(store) == Texts{"duplicate_key users email_1 insertOne x1, 1 documents"});
}

TEST_CASE("A store closes without its last events if another holds it", "[store][stats]") {
  temporary::Folder folder;
  const StoreOptions impatient{.durability = Durability::relaxed,
                               .deadline = std::chrono::milliseconds(20)};
  std::optional<Store> store = Store::open(folder / "p.db", impatient);
  store->collection("c").insert_one({{"_id", 1}});
  CHECK(clashes([&] { store->collection("c").insert_one({{"_id", 1}}); }));
  RawDatabase raw(folder / "p.db");
  raw.run("BEGIN IMMEDIATE");
  CHECK_NOTHROW(store.reset());
  raw.run("COMMIT");
  Store again = Store::open(folder / "p.db");
  CHECK(again.stats().events.empty());
  CHECK(again.check().sound());
}

}  // namespace store_events_test
