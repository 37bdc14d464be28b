// Writes of several threads in one transaction.
#include "store/shared_write.hpp"

#include <algorithm>
#include <latch>
#include <thread>

#include "catch.hpp"
#include "sqlite/failing_log.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace store_shared_write_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

constexpr int many = 8;

using Call = std::function<void(int)>;

// Runs call(0), call(1), … each on its own thread, in this order behind a write that is under way,
// so that one transaction takes them all. What each threw, or null. REQUIRES: each writes.
std::vector<std::exception_ptr> run_together(const Store& store, int count, const Call& call) {
  std::vector<std::exception_ptr> thrown(static_cast<std::size_t>(count));
  std::vector<std::thread> threads;
  {
    const store::WriteTransaction held(*store.core());
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([&, i] {
        try {
          call(i);
        } catch (...) {
          thrown[static_cast<std::size_t>(i)] = std::current_exception();
        }
      });
      while (store.core()->waiting_writers() == static_cast<std::size_t>(i))
        std::this_thread::sleep_for(1ms);
    }
  }
  for (std::thread& one : threads) one.join();
  return thrown;
}

template <class Fault>
std::size_t count_of(const std::vector<std::exception_ptr>& thrown) {
  return static_cast<std::size_t>(std::ranges::count_if(thrown, [](const std::exception_ptr& one) {
    if (!one) return false;
    try {
      std::rethrow_exception(one);
    } catch (const Fault&) {
      return true;
    } catch (...) {
      return false;
    }
  }));
}

std::size_t count_of_none(const std::vector<std::exception_ptr>& thrown) {
  return static_cast<std::size_t>(std::ranges::count(thrown, nullptr));
}

}  // namespace

TEST_CASE("Writes that wait for one another are committed as one", "[store][shared]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
  users.insert_one({{"userId", -1}});
  const Statements statements(writer_of(store));
  const auto thrown = run_together(store, many, [&](int i) { users.insert_one({{"userId", i}}); });
  CHECK(count_of_none(thrown) == many);
  CHECK(users.count() == many + 1);
  CHECK(std::ranges::count(statements.all(), "COMMIT") == 1);
  CHECK(std::ranges::count(statements.all(), "SAVEPOINT ps") == many - 1);
}

TEST_CASE("One that waits for nobody costs no savepoint", "[store][shared]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"n", 1}});
  const Statements statements(writer_of(store));
  users.update_one({}, {{"$inc", {{"n", 1}}}});
  CHECK(std::ranges::count(statements.all(), "SAVEPOINT ps") == 0);
  CHECK(std::ranges::count(statements.all(), "COMMIT") == 1);
}

TEST_CASE("Each of them has its own result, and fails alone", "[store][shared]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
  store.collection("checked", {.validator = Validator{{{"n", {{"$gt", 0}}}}}});
  std::vector<Outcome> outcomes(many);
  const auto thrown = run_together(store, many, [&](int i) {
    const UpdateOptions options{.upsert = true, .returning = Return::after};
    if (i % 4 == 1) users.insert_one({{"userId", "first"}});
    if (i % 4 == 2) store.collection("checked").insert_one({{"n", -1}});
    if (i % 4 == 3) store.collection("new" + std::to_string(i)).insert_one({{"n", i}});
    if (i % 4 != 0) return;
    outcomes[static_cast<std::size_t>(i)] =
        users.find_one_and_update({{"userId", "first"}}, {{"$inc", {{"n", 1}}}}, options);
  });
  CHECK(outcomes[0].inserted);
  CHECK(outcomes[0].after->at("n") == 1);
  CHECK(outcomes[4].modified);
  CHECK(outcomes[4].after->at("n") == 2);
  CHECK(count_of<DuplicateKey>(thrown) == 2);
  CHECK(count_of<ValidationFailed>(thrown) == 2);
  CHECK(count_of_none(thrown) == 4);
  CHECK(users.count() == 1);
  CHECK(store.collection_names() == std::vector<std::string>{"checked", "new3", "new7", "users"});
  CHECK(store.collection("new7").count({{"n", 7}}) == 1);
  CHECK(store.check().sound());
}

TEST_CASE("A collection that a refused write made is gone for those that come after it",
          "[store][shared]") {
  temporary::Store store;
  store.collection("users").insert_one({{"_id", 1}});
  const auto thrown = run_together(store, 4, [&](int i) {
    if (i == 0) store.collection("users").insert_one({{"_id", 2}});
    if (i == 1)  // makes the collection, and then fails
      store::write_shared(*store.core(), nullptr, "", [](store::WriteTransaction& write) {
        (void)write.collection("a");
        throw InvalidInput(2, "no");
      });
    if (i == 2) store.collection("b").insert_one({{"_id", "of b"}});
    if (i == 3) store.collection("a").insert_one({{"_id", "of a"}});
  });
  CHECK(count_of<InvalidInput>(thrown) == 1);
  CHECK(store.collection("a").find_one({})->at("_id") == "of a");
  CHECK(store.collection("b").find_one({})->at("_id") == "of b");
  CHECK(store.check().sound());
}

TEST_CASE("If their COMMIT is not confirmed, nobody is told that it was", "[store][shared]") {
  FailingLog log;
  temporary::Store store(StoreOptions{});
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
  users.insert_one({{"userId", -1}});
  FailingLog::fail_syncs(1);
  auto thrown = run_together(store, many, [&](int i) { users.insert_one({{"userId", i % 7}}); });
  FailingLog::fail_syncs(0);
  CHECK(count_of<OutcomeUnknown>(thrown) == many);  // the duplicate of what may not be there, too
  thrown = run_together(store, many, [&](int i) {
    users.update_one({{"userId", i}}, {{"$set", {{"n", i}}}}, {.upsert = true});
  });
  CHECK(count_of_none(thrown) == many);
  CHECK(users.count() == many + 1);
  CHECK(store.check().sound());
}

TEST_CASE("When SQLite takes all back for what one has done, the others are done anew",
          "[store][shared]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", -1}});
  std::atomic<int> runs = 0;
  const auto thrown = run_together(store, many, [&](int i) {
    if (i != 3) {
      users.insert_one({{"_id", i}});
      return;
    }
    store::write_shared(*store.core(), nullptr, "", [&](store::WriteTransaction& write) {
      ++runs;
      write.connection().execute("ROLLBACK");  // as a full disk does
      throw DiskFull("full", 13);
    });
  });
  CHECK(count_of<DiskFull>(thrown) == 1);
  CHECK(count_of_none(thrown) == many - 1);
  CHECK(runs == 2);  // together, and alone
  CHECK(users.count() == many);
  CHECK(store.check().sound());
}

TEST_CASE("Each is told of its own events, on its own thread, when they are written",
          "[store][shared][stats]") {
  std::mutex mutex;
  std::vector<std::pair<std::thread::id, std::int64_t>> told;
  const StoreOptions options{.durability = Durability::relaxed,
                             .on_event = [&](const StoreEvent& event) {
                               const std::lock_guard lock(mutex);
                               told.emplace_back(std::this_thread::get_id(), event.times);
                             }};
  temporary::Store store(options);
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  std::vector<std::thread::id> threads(many);
  run_together(store, many, [&](int i) {
    threads[static_cast<std::size_t>(i)] = std::this_thread::get_id();
    users.insert_one({{"_id", i % 2 == 0 ? 1 : i + 1}});
  });
  REQUIRE(told.size() == many / 2);
  for (int i = 0; i < many; i += 2)
    CHECK(std::ranges::count(
              told, std::pair{threads[static_cast<std::size_t>(i)], std::int64_t{1}}) == 1);
  const auto events = store.stats().events;
  REQUIRE(events.size() == 1);
  CHECK(events.front().times == many / 2);
}

TEST_CASE("A transaction of the application has its turn between theirs, and has it alone",
          "[store][shared]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", "n"}, {"n", 0}});
  const auto increment = [](Collection collection) {
    collection.update_one({{"_id", "n"}}, {{"$inc", {{"n", 1}}}});
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < many; ++i)
    threads.emplace_back([&, i] {
      for (int k = 0; k < 50; ++k)
        if (i % 4 != 0)
          increment(users);
        else
          store.transaction([&](Transaction& transaction) {
            const auto before = transaction.collection("users").find_one({{"_id", "n"}});
            increment(transaction.collection("users"));
            const auto after = transaction.collection("users").find_one({{"_id", "n"}});
            if (after->at("n").get<int>() != before->at("n").get<int>() + 1)
              throw std::runtime_error("another wrote meanwhile");
          });
    });
  for (std::thread& one : threads) one.join();
  CHECK(users.find_one({})->at("n") == many * 50);
}

}  // namespace store_shared_write_test
