// How a new store comes to be, however many make it at once, and if one of them is killed.
#include "store/build.hpp"

#include <atomic>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_build_test {

using namespace profilestore;

namespace {

constexpr int openers = 8;

void open_and_insert(const std::filesystem::path& path) {
  Store store = Store::open(path, temporary::quick());
  store.collection("users", {.indexes = {UniqueIndex{"a"}}}).insert_one({{"a", Value()}, {"b", 1}});
}

void open_and_count_up(const std::filesystem::path& path) {
  Store store = Store::open(path, temporary::quick());
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
  users.find_one_and_update({{"userId", 1}}, {{"$inc", {{"opened", 1}}}}, {.upsert = true});
}

void check_counted(const temporary::Folder& folder) {
  {
    Store store = Store::open(folder / "p.db");
    CHECK(store.collection("users").count() == 1);
    CHECK(store.collection("users").find_one({})->at("opened") == openers);
    CHECK(store.check().sound());
  }
  // Of those that close at one moment, each may leave the log to the others: so only now.
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

}  // namespace

TEST_CASE("Eight threads that open a new store at once get the same one", "[store][build]") {
  for (int round = 0; round < 20; ++round) {
    temporary::Folder folder;
    Signal start;
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < openers; ++i)
      threads.emplace_back([&] {
        start.wait();
        try {
          open_and_count_up(folder / "p.db");
        } catch (const std::exception& fault) {
          std::fprintf(stderr, "%s\n", fault.what());
          ++failed;
        }
      });
    start.fire(openers);
    for (std::thread& thread : threads) thread.join();
    REQUIRE(failed == 0);
    check_counted(folder);
  }
}

TEST_CASE("Eight processes that open a new store at once get the same one", "[store][build]") {
  for (int round = 0; round < 20; ++round) {
    temporary::Folder folder;
    Signal start;
    std::vector<ChildProcess> processes;
    for (int i = 0; i < openers; ++i)
      processes.emplace_back([&] {
        start.wait();
        open_and_count_up(folder / "p.db");
        return 0;
      });
    start.fire(openers);
    REQUIRE(wait_all(processes) == std::vector<int>(openers, 0));
    check_counted(folder);
  }
}

TEST_CASE("A store that is being built is not to be seen, and what is built is seen whole",
          "[store][build]") {
  temporary::Folder folder;
  const bool built =
      store::build_store(folder / "p.db", [&](const std::shared_ptr<store::Core>& core) {
        Store(core).collection("users").insert_one({{"a", 1}});
        CHECK(folder.names().count("p.db") == 0);
      });
  CHECK(built);
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
  CHECK(Store::open(folder / "p.db").collection("users").count() == 1);
}

TEST_CASE("A build that throws leaves nothing", "[store][build]") {
  temporary::Folder folder;
  const auto fail = [](const std::shared_ptr<store::Core>& core) {
    Store(core).collection("users").insert_one({{"a", 1}});
    throw std::runtime_error("as planned");
  };
  CHECK_THROWS_AS(store::build_store(folder / "p.db", fail), std::runtime_error);
  CHECK(folder.names().empty());
}

TEST_CASE("A build that another was faster than leaves the other's store", "[store][build]") {
  temporary::Folder folder;
  const bool built = store::build_store(folder / "p.db", [&](const std::shared_ptr<store::Core>&) {
    open_and_insert(folder / "p.db");
  });
  CHECK_FALSE(built);
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
  CHECK(Store::open(folder / "p.db").collection("users").count() == 1);
}

TEST_CASE("What a killed creation left behind is cleaned by the next", "[store][build]") {
  temporary::Folder folder;
  ChildProcess killed([&] {
    store::build_store(folder / "p.db", [](const std::shared_ptr<store::Core>& core) {
      Store(core).collection("users").insert_one({{"a", 1}});
      ::kill(::getpid(), SIGKILL);
    });
    return 0;
  });
  CHECK(killed.wait() == -1);
  REQUIRE_FALSE(folder.names().empty());
  CHECK(folder.names().count("p.db") == 0);
  CHECK(Store::open(folder / "p.db").collection_names().empty());
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

}  // namespace store_build_test
