// An application's own migrations.
#include <profilestore/migration.hpp>

#include <thread>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace store_migrate_test {

using namespace profilestore;

namespace {

using Names = std::vector<std::string>;

/// A migration that leaves a document with its number.
Migration leaving(int number, const std::string& name) {
  return {number, name, [number](Transaction& tx) {
            tx.collection("ran").insert_one({{"number", number}});
          }};
}

std::vector<Migration> list_of(const std::vector<std::pair<int, std::string>>& entries) {
  std::vector<Migration> migrations;
  for (const auto& [number, name] : entries) migrations.push_back(leaving(number, name));
  return migrations;
}

/// The numbers of those that ran, in the order in which they did.
std::vector<int> ran_in(Store& store) {
  std::vector<int> numbers;
  for (const Document& document : store.collection("ran").find({}))
    numbers.push_back(document.at("number").get<int>());
  return numbers;
}

std::vector<std::pair<int, std::string>> recorded_in(const Store& store) {
  std::vector<std::pair<int, std::string>> recorded;
  for (const AppliedMigration& one : store.migrations())
    recorded.emplace_back(one.number, one.name);
  return recorded;
}

}  // namespace

TEST_CASE("Migrations run once each, in order, and are recorded", "[store][migrate]") {
  temporary::Folder folder;
  {
    Store store = Store::open(folder / "p.db", temporary::quick());
    CHECK(store.migrations().empty());
    CHECK(store.migrate({}).empty());
    CHECK(store.migrate(list_of({{1, "one"}, {3, "three"}})) == Names{"one", "three"});
    CHECK(store.migrate(list_of({{1, "one"}, {3, "three"}})).empty());
  }
  Store store = Store::open(folder / "p.db", temporary::quick());
  CHECK(store.migrate(list_of({{1, "one"}, {3, "three"}, {4, "four"}, {10, "ten"}})) ==
        Names{"four", "ten"});
  CHECK(ran_in(store) == std::vector<int>{1, 3, 4, 10});
  CHECK(recorded_in(store) == std::vector<std::pair<int, std::string>>{
                                  {1, "one"}, {3, "three"}, {4, "four"}, {10, "ten"}});
  const AppliedMigration first = store.migrations().front();
  CHECK(first.applied.size() == std::string("2024-06-17T01:00:07.412Z").size());
  CHECK(first.applied.back() == 'Z');
}

TEST_CASE("A list that makes no sense, or does not go with the store, is refused before any runs",
          "[store][migrate]") {
  struct Case {
    const char* what;
    std::vector<std::pair<int, std::string>> list;
    const char* message;  // a part of it
  };
  const Case cases[] = {
      {"zero", {{0, "zero"}, {1, "one"}}, "0 is not a valid number"},
      {"negative", {{-1, "x"}}, "-1 is not a valid number"},
      {"descending", {{1, "one"}, {3, "three"}, {2, "two"}}, "2 comes after 3"},
      {"twice", {{1, "one"}, {3, "three"}, {4, "four"}, {4, "four"}}, "4 comes after 4"},
      {"no name", {{1, "one"}, {3, "three"}, {4, ""}}, "4 has no name"},
      {"a NUL", {{1, "one"}, {3, "three"}, {4, std::string("a\0b", 3)}}, "4 has no name"},
      {"another name",
       {{1, "one"}, {3, "drei"}, {4, "four"}},
       "3 is 'drei' in the list and 'three' in the store"},
      {"one is missing", {{3, "three"}, {4, "four"}}, "the store has 1 ('one')"},
      {"a new one below",
       {{1, "one"}, {2, "two"}, {3, "three"}, {4, "four"}},
       "2 ('two') is new, but the store already has 3"},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    temporary::Store store;
    store.migrate(list_of({{1, "one"}, {3, "three"}}));
    const auto refused = caught<InvalidInput>([&] { store.migrate(list_of(one.list)); });
    REQUIRE(refused);
    CHECK(std::string(refused->what()).find(one.message) != std::string::npos);
    CHECK(ran_in(store) == std::vector<int>{1, 3});
    CHECK(store.migrations().size() == 2);
  }
  temporary::Store store;
  const auto refused = caught<InvalidInput>([&] {
    store.migrate({leaving(1, "one"), Migration{.number = 2, .name = "two"}});
  });
  REQUIRE(refused);
  CHECK(std::string(refused->what()).find("2 has no function") != std::string::npos);
  CHECK(store.migrations().empty());
}

TEST_CASE("A store that is newer than the application is left as it is", "[store][migrate]") {
  temporary::Store store;
  store.migrate(list_of({{1, "one"}, {2, "two"}, {5, "five"}}));
  for (const auto& older : {list_of({{1, "one"}, {2, "two"}}), list_of({{1, "one"}}), list_of({}),
                            list_of({{1, "one"}, {2, "zwei"}, {4, "four"}})}) {
    const auto refused = caught<TooNew>([&] { store.migrate(older); });
    REQUIRE(refused);
    CHECK(std::string(refused->what()).find("migration 5 ('five')") != std::string::npos);
  }
  CHECK(ran_in(store) == std::vector<int>{1, 2, 5});
}

TEST_CASE("A migration that throws is rolled back alone, and may be tried again",
          "[store][migrate]") {
  temporary::Store store;
  bool broken = true;
  const std::vector<Migration> migrations{leaving(1, "one"),
                                          {2, "two",
                                           [&](Transaction& tx) {
                                             tx.collection("ran").insert_one({{"number", 2}});
                                             tx.collection("made by two").insert_one({{"_id", 1}});
                                             if (broken) throw std::runtime_error("out of order");
                                           }},
                                          leaving(3, "three")};
  const auto thrown = caught<std::runtime_error>([&] { store.migrate(migrations); });
  REQUIRE(thrown);
  CHECK(std::string(thrown->what()) == "out of order");
  CHECK(ran_in(store) == std::vector<int>{1});
  CHECK(store.migrations().size() == 1);
  CHECK(store.collection_names() == Names{"ran"});
  store.collection("ran").find_one({});  // the store goes on
  broken = false;
  CHECK(store.migrate(migrations) == Names{"two", "three"});
  CHECK(ran_in(store) == std::vector<int>{1, 2, 3});
}

TEST_CASE("A migration whose transaction SQLite has taken back is not recorded",
          "[store][migrate]") {
  temporary::Store store;
  sqlite3* writer = writer_of(store);
  CHECK_THROWS_AS(store.migrate({{1, "one",
                                  [&](Transaction& tx) {
                                    tx.collection("ran").insert_one({{"number", 1}});
                                    RawDatabase::rows(writer, "ROLLBACK");
                                  }}}),
                  StorageFailure);
  CHECK(store.migrations().empty());
  CHECK(store.migrate(list_of({{1, "one"}})) == Names{"one"});
}

TEST_CASE("A migration talks to the store by its transaction alone", "[store][migrate]") {
  temporary::Store store;
  const auto beside = [&](const std::function<void()>& call) {
    CHECK_THROWS_AS(store.migrate({{1, "one", [&](Transaction&) { call(); }}}), InvalidInput);
    CHECK(store.migrations().empty());
  };
  beside([&] { store.migrate(list_of({{1, "one"}})); });
  beside([&] { store.migrations(); });
  beside([&] { store.stats(); });
  beside([&] { store.collection("ran").insert_one({{"number", 1}}); });
  CHECK_THROWS_AS(store.transaction([&](Transaction&) {
    store.migrate(list_of({{1, "one"}}));
  }),
                  InvalidInput);
  CHECK(store.migrations().empty());
  CHECK(store.migrate(list_of({{1, "one"}})) == Names{"one"});
}

TEST_CASE("A migration is one moment: no other sees it half done, and none writes between",
          "[store][migrate]") {
  temporary::Store store;
  store.collection("users").insert_one({{"_id", 1}, {"name", "Ann Lee"}});
  Store other = Store::open(store.path(), {.deadline = std::chrono::milliseconds(0)});
  store.migrate({{1, "split name", [&](Transaction& tx) {
                    Collection users = tx.collection("users");
                    users.update_many({}, {{"$set", {{"first", "Ann"}}}});
                    CHECK(other.collection("users").count({{"first", "Ann"}}) == 0);
                    CHECK(other.migrations().empty());
                    CHECK_THROWS_AS(other.collection("users").insert_one({{"_id", 2}}), Busy);
                    users.update_many({}, {{"$unset", {{"name", ""}}}});
                  }}});
  CHECK(other.collection("users").count({{"first", "Ann"}}) == 1);
  CHECK(other.migrations().size() == 1);
}

TEST_CASE("Threads and processes that migrate one store at once run each once",
          "[store][migrate]") {
  temporary::Folder folder;
  constexpr int processes = 4, count = 8;
  std::vector<Migration> migrations;
  for (int i = 1; i <= count; ++i) migrations.push_back(leaving(i, "m" + std::to_string(i)));
  const auto migrate = [&] {
    Store store = Store::open(folder / "p.db", temporary::quick());
    return static_cast<int>(store.migrate(migrations).size());
  };
  std::vector<ChildProcess> children;
  Signal start;
  for (int process = 0; process < processes; ++process)
    children.emplace_back([&] {
      start.wait();
      std::atomic<int> ran = 0;
      std::thread first([&] { ran += migrate(); }), second([&] { ran += migrate(); });
      first.join();
      second.join();
      return ran.load();
    });
  start.fire(processes);
  int ran = 0;
  for (const int status : wait_all(children)) {
    REQUIRE(status >= 0);
    REQUIRE(status <= count);
    ran += status;
  }
  CHECK(ran == count);
  Store store = Store::open(folder / "p.db");
  CHECK(ran_in(store) == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(store.migrations().size() == count);
}

TEST_CASE("Two threads that share a store run each migration once", "[store][migrate]") {
  temporary::Store store;
  const auto migrations = list_of({{1, "one"}, {2, "two"}, {3, "three"}});
  std::atomic<std::size_t> ran = 0;
  std::thread first([&] { ran += store.migrate(migrations).size(); });
  std::thread second([&] { ran += store.migrate(migrations).size(); });
  first.join();
  second.join();
  CHECK(ran == 3);
  CHECK(ran_in(store) == std::vector<int>{1, 2, 3});
}

}  // namespace store_migrate_test
