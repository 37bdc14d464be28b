// Several calls as one.
#include <thread>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace store_transaction_test {

using namespace profilestore;

namespace {

struct Users {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"name"}}});
  Users() { users.insert_one({{"_id", 1}, {"name", "ana"}}); }
};

struct Stop {};

}  // namespace

TEST_CASE("A transaction is committed when its function returns", "[store][transaction]") {
  Users store;
  store.store.transaction([&](Transaction& tx) {
    Collection users = tx.collection("users");
    users.insert_one({{"_id", 2}, {"name", "ben"}});
    CHECK(users.count() == 2);
    CHECK(users.find_one({{"name", "ben"}}));
    std::thread([&] { CHECK(store.users.count() == 1); }).join();
    tx.collection("fresh", {.indexes = {{"a"}}}).insert_one({{"a", 1}});
  });
  CHECK(store.users.count() == 2);
  CHECK(store.store.collection("fresh").list_indexes().size() == 2);
}

TEST_CASE("An exception takes a transaction back, and comes out", "[store][transaction]") {
  Users store;
  CHECK_THROWS_AS(store.store.transaction([&](Transaction& tx) {
    tx.collection("users").delete_many({});
    tx.collection("fresh").insert_one({{"a", 1}});
    throw Stop();
  }),
                  Stop);
  CHECK(store.users.count() == 1);
  CHECK(store.store.collection_names() == std::vector<std::string>{"users"});
  store.store.collection("fresh").insert_one({{"a", 1}});
  CHECK(store.store.check().sound());
}

TEST_CASE("A call that fails inside a transaction changes nothing, and the rest goes on",
          "[store][transaction]") {
  Users store;
  store.store.transaction([&](Transaction& tx) {
    Collection users = tx.collection("users");
    users.insert_one({{"_id", 2}, {"name", "ben"}});
    CHECK_THROWS_AS(users.insert_one({{"_id", 3}, {"name", "ana"}}), DuplicateKey);
    CHECK_THROWS_AS(users.update_many({}, {{"$set", {{"name", "same"}}}}), DuplicateKey);
    users.insert_one({{"_id", 4}, {"name", "dee"}});
  });
  CHECK(store.users.distinct("name") == std::vector<Value>{"ana", "ben", "dee"});
}

TEST_CASE("Nested transactions are taken back alone", "[store][transaction]") {
  Users store;
  store.store.transaction([&](Transaction& tx) {
    tx.collection("users").insert_one({{"_id", 2}, {"name", "ben"}});
    CHECK_THROWS_AS(tx.transaction([&](Transaction& inner) {
      inner.collection("users").insert_one({{"_id", 3}, {"name", "cid"}});
      inner.collection("fresh").insert_one({{"a", 1}});
      inner.transaction([&](Transaction& third) { third.collection("users").delete_many({}); });
      CHECK(inner.collection("users").count() == 0);
      throw Stop();
    }),
                    Stop);
    tx.transaction([&](Transaction& inner) {
      inner.collection("users").insert_one({{"_id", 4}, {"name", "dee"}});
    });
    CHECK(tx.collection("users").count() == 3);
  });
  CHECK(store.users.distinct("name") == std::vector<Value>{"ana", "ben", "dee"});
  CHECK(store.store.collection_names() == std::vector<std::string>{"users"});
  CHECK(store.store.check().sound());
}

TEST_CASE("A call beside the transaction is an error and not a deadlock", "[store][transaction]") {
  Users store;
  store.store.transaction([&](Transaction&) {
    CHECK_THROWS_AS(store.users.insert_one({{"a", 1}}), InvalidInput);
    CHECK_THROWS_AS(store.users.count(), InvalidInput);
    CHECK_THROWS_AS(store.users.find({}), InvalidInput);
    CHECK_THROWS_AS(store.store.collection_names(), InvalidInput);
    CHECK_THROWS_AS(store.store.check(), InvalidInput);
    CHECK_THROWS_AS(store.store.transaction([](Transaction&) {}), InvalidInput);
    CHECK_THROWS_AS(store.store.snapshot([](Snapshot&) {}), InvalidInput);
  });
  store.users.insert_one({{"a", 1}});
}

TEST_CASE("Handles of a transaction end with it", "[store][transaction]") {
  Users store;
  std::optional<Transaction> kept;
  std::optional<Collection> users;
  std::optional<Cursor> cursor;
  store.store.transaction([&](Transaction& tx) {
    kept = tx;
    users = tx.collection("users");
    cursor = users->find({});
    std::thread([&] { CHECK_THROWS_AS(users->count(), InvalidInput); }).join();
  });
  CHECK_THROWS_AS(users->count(), InvalidInput);
  CHECK_THROWS_AS(users->insert_one({{"a", 1}}), InvalidInput);
  CHECK_THROWS_AS(cursor->begin(), InvalidInput);
  CHECK_THROWS_AS(kept->collection("users"), InvalidInput);
  CHECK_THROWS_AS(kept->transaction([](Transaction&) {}), InvalidInput);
}

TEST_CASE("A find in a transaction walks what it found, whatever is written meanwhile",
          "[store][transaction]") {
  Users store;
  store.users.insert_many({{{"_id", 2}, {"name", "ben"}}, {{"_id", 3}, {"name", "cid"}}});
  store.store.transaction([&](Transaction& tx) {
    Collection users = tx.collection("users");
    int seen = 0;
    for (const Document& user : users.find({})) {
      users.insert_one(
          {{"_id", user.at("_id").get<int>() + 10}, {"name", Value(nullptr)}, {"n", seen}});
      users.update_one({{"_id", user.at("_id").get<int>() + 10}}, {{"$set", {{"name", seen}}}});
      ++seen;
    }
    CHECK(seen == 3);
  });
  CHECK(store.users.count() == 6);
}

TEST_CASE("An outer handle works inside a nested transaction", "[store][transaction]") {
  temporary::Store store;
  store.transaction([&](Transaction& tx) {
    Collection outer = tx.collection("fresh");
    tx.transaction([&](Transaction& inner) {
      outer.insert_one({{"_id", 1}});
      CHECK(inner.collection("fresh").count() == 1);
    });
    CHECK(outer.count() == 1);
    Collection other = tx.collection("other");
    CHECK_THROWS_AS(tx.transaction([&](Transaction&) {
      other.insert_one({{"_id", 1}});
      throw Stop();
    }),
                    Stop);
    CHECK(other.count() == 0);
  });
  CHECK(store.check().sound());
}

TEST_CASE("A transaction keeps the store open", "[store][transaction]") {
  temporary::Folder folder;
  std::optional<Store> store = Store::open(folder / "p.db", temporary::quick());
  store->transaction([&](Transaction& tx) {
    tx.collection("c").insert_one({{"_id", 1}});
    store.reset();
  });
  CHECK(Store::open(folder / "p.db").collection("c").count() == 1);
}

TEST_CASE("A snapshot reads one moment", "[store][snapshot]") {
  Users store;
  store.store.snapshot([&](Snapshot& moment) {
    Collection users = moment.collection("users");
    CHECK(users.count() == 1);
    store.users.insert_one({{"_id", 2}, {"name", "ben"}});
    CHECK(users.count() == 1);
    CHECK(users.find_one({{"name", "ben"}}) == std::nullopt);
    CHECK(store.users.count() == 2);
    CHECK_THROWS_AS(users.insert_one({{"a", 1}}), InvalidInput);
    CHECK(moment.collection_names() == std::vector<std::string>{"users"});
  });
  CHECK(store.users.count() == 2);
}

TEST_CASE("Transactions of several threads take turns", "[store][transaction]") {
  temporary::Store store;
  Collection counters = store.collection("counters");
  counters.insert_one({{"_id", 1}, {"n", 0}});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i)
        store.transaction([&](Transaction& tx) {
          Collection mine = tx.collection("counters");
          const int n = mine.find_one({{"_id", 1}})->at("n");
          mine.update_one({{"_id", 1}}, {{"$set", {{"n", n + 1}}}});
        });
    });
  for (auto& thread : threads) thread.join();
  CHECK(counters.find_one({{"_id", 1}})->at("n") == 100);
}

TEST_CASE("Nothing of a nested transaction's schema outlives its rollback",
          "[store][transaction]") {
  const Index by_a{"a"};
  const auto fails = [](Transaction& tx, const std::function<void(Transaction&)>& work) {
    CHECK_THROWS_AS(tx.transaction([&](Transaction& inner) {
      work(inner);
      throw std::runtime_error("back");
    }),
                    std::runtime_error);
  };
  using Work = std::function<void(Collection & outer, Transaction & inner)>;
  const std::vector<std::pair<const char*, Work>> works{
      {"the outer handle makes an index",
       [&](Collection& c, Transaction&) { c.create_index(by_a); }},
      {"the outer handle reads of it",
       [&](Collection& c, Transaction& inner) {
         inner.collection("c").create_index(by_a);
         CHECK(c.list_indexes()[c.list_indexes().size() - 1].name == "a_1");
         CHECK(c.count({{"a", 1}}) == 1);
       }},
      {"it is kept in one, and lost with the one around it",
       [&](Collection& c, Transaction& inner) {
         inner.transaction([&](Transaction&) { c.create_index(by_a); });
         CHECK(c.list_indexes()[c.list_indexes().size() - 1].name == "a_1");
       }},
  };
  for (const auto& [name, work] : works) {
    INFO(name);
    temporary::Store store;
    Collection all = store.collection("c");
    all.insert_one({{"_id", 1}, {"a", 1}, {"b", 2}});
    store.transaction([&](Transaction& tx) {
      Collection c = tx.collection("c");
      fails(tx, [&](Transaction& inner) { work(c, inner); });
      CHECK(c.list_indexes().size() == 1);
    });
    // The schema that is made now has the number of the one that was taken back.
    all.create_index(UniqueIndex{"b"});
    CHECK(all.list_indexes().back().name == "b_1");
    CHECK_THROWS_AS(all.insert_one({{"_id", 2}, {"a", 7}, {"b", 2}}), DuplicateKey);
    CHECK(all.count({{"a", 1}}) == 1);
    CHECK(store.check().faults == std::vector<std::string>{});

    store.transaction([&](Transaction& tx) {
      Collection c = tx.collection("c");
      fails(tx, [&](Transaction& inner) { work(c, inner); });
      c.create_index(Index{"d"});
      CHECK(c.count({{"a", 1}}) == 1);
      CHECK(c.list_indexes().back().name == "d_1");
    });
    CHECK(store.check().faults == std::vector<std::string>{});
  }
}

}  // namespace store_transaction_test
