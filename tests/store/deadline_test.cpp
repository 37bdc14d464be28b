// How long a call waits for others, and what it says then.
#include <atomic>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"
#include "store/write_transaction.hpp"

namespace store_deadline_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto deadline = 300ms;
constexpr auto latest = deadline + 250ms;

// Another process that holds the write lock of p.db from the shot on, until it is killed.
struct Holder {
  explicit Holder(const std::filesystem::path& path)
      : process([this, path] {
          start.wait();
          RawDatabase database(path);
          database.run("BEGIN IMMEDIATE");
          holds.fire();
          start.wait();
          return 0;
        }) {}

  void take_lock() {
    start.fire();
    holds.wait();
  }

  Signal start, holds;
  ChildProcess process;
};

struct Attempt {
  bool busy = false;
  Clock::duration took{};
};

template <class Call>
Attempt attempt(Call&& call) {
  const auto begin = Clock::now();
  try {
    call();
  } catch (const Busy&) {
    return {true, Clock::now() - begin};
  }
  return {false, Clock::now() - begin};
}

void check_in_time(const Attempt& attempt) {
  CHECK(attempt.busy);
  CHECK(attempt.took >= deadline);
  CHECK(attempt.took < latest);
}

StoreOptions impatient() { return {.durability = Durability::relaxed, .deadline = deadline}; }

}  // namespace

TEST_CASE("While another process writes, a call is Busy at its deadline and nothing is done",
          "[store][deadline]") {
  temporary::Folder folder;
  Holder holder(folder / "p.db");
  Store store = Store::open(folder / "p.db", impatient());
  Collection users = store.collection("users", {.indexes = {{"userId"}}});
  users.insert_one({{"_id", 1}, {"userId", "u1"}});
  holder.take_lock();
  const Document filter = {{"userId", "u1"}};
  check_in_time(attempt([&] { users.insert_one({{"userId", "u2"}}); }));
  check_in_time(attempt([&] { users.update_one(filter, {{"$set", {{"x", 1}}}}); }));
  check_in_time(attempt([&] { users.delete_one(filter); }));
  check_in_time(attempt([&] { (void)store.collection("new", {.indexes = {{"a"}}}); }));

  CHECK(attempt([&] { CHECK(users.count() == 1); }).took < deadline);
  CHECK(users.get_or_create(filter).at("_id") == 1);
  CHECK(attempt([&] { Store::open(folder / "p.db", impatient()); }).took < deadline);
  holder.process.kill();
  CHECK_FALSE(attempt([&] { users.insert_one({{"userId", "u2"}}); }).busy);
  CHECK(users.count() == 2);
  CHECK(store.check().sound());
}

TEST_CASE("Threads that wait behind each other are Busy at their own deadlines",
          "[store][deadline]") {
  temporary::Folder folder;
  Holder holder(folder / "p.db");
  Store store = Store::open(folder / "p.db", impatient());
  store.collection("users").insert_one({{"_id", 1}});
  holder.take_lock();
  std::vector<Attempt> attempts(4);
  std::vector<std::thread> threads;
  for (Attempt& mine : attempts) {
    threads.emplace_back([&] {
      mine = attempt([&] { store.collection("users").insert_one({{"a", 1}}); });
    });
    std::this_thread::sleep_for(70ms);
  }
  for (std::thread& thread : threads) thread.join();
  for (const Attempt& one : attempts) check_in_time(one);
  CHECK(store.collection("users").count() == 1);
}

TEST_CASE("A call waits for another thread's turn until its deadline", "[store][deadline]") {
  temporary::Store store(impatient());
  store.collection("users").insert_one({{"_id", 1}});
  Attempt other;
  {
    const store::WriteTransaction held(*store.core());
    std::thread([&] {
      other = attempt([&] { store.collection("users").insert_one({{"a", 1}}); });
    }).join();
  }
  check_in_time(other);
  CHECK_FALSE(attempt([&] { store.collection("users").insert_one({{"a", 1}}); }).busy);
}

TEST_CASE("A lock that is let go in time makes nobody Busy", "[store][deadline]") {
  temporary::Folder folder;
  Holder holder(folder / "p.db");
  Store store = Store::open(folder / "p.db", temporary::quick());
  store.collection("users").insert_one({{"_id", 1}});
  holder.take_lock();
  std::atomic<int> busy = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      if (attempt([&] { store.collection("users").insert_one({{"a", 1}}); }).busy) ++busy;
    });
  std::this_thread::sleep_for(200ms);
  holder.process.kill();
  for (std::thread& thread : threads) thread.join();
  CHECK(busy == 0);
  CHECK(store.collection("users").count() == 5);
}

TEST_CASE("A reader that stays open blocks no writer", "[store][deadline]") {
  temporary::Store store(impatient());
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  Cursor cursor = users.find({});
  REQUIRE(cursor.begin()->at("_id") == 1);
  const std::string text(100'000, 'x');
  for (int i = 0; i < 150; ++i)
    REQUIRE(attempt([&] { users.insert_one({{"text", text}}); }).took < deadline);
  CHECK(users.count() == 151);
}

TEST_CASE("A deadline of zero waits for nobody, the longest one does not run over",
          "[store][deadline]") {
  temporary::Folder folder;
  const auto with = [&](std::chrono::milliseconds patience) {
    return Store::open(folder / "p.db", {.durability = Durability::relaxed, .deadline = patience});
  };
  Store impatient = with(0ms), patient = with(std::chrono::milliseconds::max());
  patient.collection("users").insert_one({{"_id", 1}});
  Attempt waited;
  std::thread other;
  {
    const store::WriteTransaction held(*impatient.core());
    other = std::thread([&] {
      waited = attempt([&] { patient.collection("users").insert_one({{"a", 1}}); });
    });
    std::this_thread::sleep_for(100ms);
  }
  other.join();
  CHECK_FALSE(waited.busy);
  const store::WriteTransaction held(*patient.core());
  const Attempt refused = attempt([&] { impatient.collection("users").insert_one({{"a", 1}}); });
  CHECK(refused.busy);
  CHECK(refused.took < 100ms);
}

}  // namespace store_deadline_test
