// How long a call may work, whatever it is given.
#include <atomic>
#include <thread>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace store_max_time_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto max_time = 100ms;
constexpr auto latest = max_time + 250ms;

// Seconds of work on one document: each of the conditions looks at each number.
Document slow_filter() {
  Value conditions = Value::array();
  for (int i = 0; i < 4'000; ++i)
    conditions.push_back({{"numbers", {{"$elemMatch", {{"$gt", 1'000'000 + i}, {"$lt", 0}}}}}});
  return {{"$or", conditions}};
}

struct Numbers : temporary::Store {
  Numbers() {
    Value numbers = Value::array();
    for (int i = 0; i < 20'000; ++i) numbers.push_back(i);
    users.insert_one({{"_id", 1},
                      {"numbers", numbers},
                      {"items", Value::array({{{"numbers", std::move(numbers)}}})}});
    users.insert_one({{"_id", 2}, {"text", std::string(200'000, 'a')}});
  }

  Collection users = collection("users");
};

template <class Call>
void check_ends(Call&& call) {
  const auto begin = Clock::now();
  try {
    call();
    FAIL("it did not end");
  } catch (const MaxTimeMSExpired& fault) {
    CHECK(fault.code() == 50);
    CHECK(code_name(fault.code()) == "MaxTimeMSExpired");
    CHECK_THAT(fault.what(), has_part("operation exceeded time limit"));
  }
  const auto took = Clock::now() - begin;
  CHECK(took >= max_time);
  CHECK(took < latest);
}

}  // namespace

TEST_CASE("A call ends at its max_time, whatever its filter, and has done nothing",
          "[store][max_time]") {
  Numbers store;
  Collection& users = store.users;
  const Document filter = slow_filter(), update = {{"$set", {{"x", 1}}}};
  SECTION("find_one") {
    check_ends([&] { users.find_one(filter, {.max_time = max_time}); });
  }
  SECTION("find") {
    check_ends([&] {
      for (const Document& found : users.find(filter, {.max_time = max_time})) (void)found;
    });
  }
  SECTION("find, sorted") {
    check_ends([&] { users.find(filter, {.sort = {{"x", 1}}, .max_time = max_time}); });
  }
  SECTION("count") {
    check_ends([&] { users.count(filter, {.max_time = max_time}); });
  }
  SECTION("distinct") {
    check_ends([&] { users.distinct("x", filter, {.max_time = max_time}); });
  }
  SECTION("update_one") {
    check_ends([&] { users.update_one(filter, update, {.upsert = true, .max_time = max_time}); });
  }
  SECTION("update_many") {
    check_ends([&] { users.update_many(filter, update, {.max_time = max_time}); });
  }
  SECTION("find_one_and_update") {
    check_ends([&] { users.find_one_and_update(filter, update, {.max_time = max_time}); });
  }
  SECTION("replace_one") {
    check_ends([&] { users.replace_one(filter, {{"x", 1}}, {.max_time = max_time}); });
  }
  SECTION("get_or_create") {
    check_ends([&] { users.get_or_create(filter, {}, {.max_time = max_time}); });
  }
  SECTION("find_one_and_delete") {
    check_ends([&] { users.find_one_and_delete(filter, {.max_time = max_time}); });
  }
  SECTION("delete_one") {
    check_ends([&] { users.delete_one(filter, {.max_time = max_time}); });
  }
  SECTION("delete_many") {
    check_ends([&] { users.delete_many(filter, {.max_time = max_time}); });
  }
  SECTION("$pull") {
    const Document pull = {{"$pull", {{"items", filter}}}};
    check_ends([&] { users.update_one({{"_id", 1}}, pull, {.max_time = max_time}); });
  }
  SECTION("bulk_write: also what it had done before") {
    check_ends([&] {
      users.bulk_write({InsertOne{{{"_id", 3}}}, DeleteMany{filter}},
                       {.ordered = false, .max_time = max_time});
    });
  }
  CHECK(users.count() == 2);
  CHECK(users.count({{"x", {{"$exists", true}}}}) == 0);
  users.insert_one({{"_id", 4}});  // and the store goes on
}

TEST_CASE("A regular expression ends at its max_time, or of itself", "[store][max_time]") {
  Numbers store;
  for (const char* pattern : {"(a+)+$b", "a*a*a*a*b", "(?:a|aa|aaa)+b", "(.*)(.*)(.*)(.*)b"}) {
    INFO(pattern);
    const auto begin = Clock::now();
    try {
      store.users.count({{"text", {{"$regex", pattern}}}}, {.max_time = max_time});
    } catch (const MaxTimeMSExpired&) {
    } catch (const InvalidInput& fault) {
      CHECK(fault.code() == 51156);
    }
    CHECK(Clock::now() - begin < latest + 1s);
  }
}

TEST_CASE("A cursor's time is that which it works", "[store][max_time]") {
  Numbers store;
  int found = 0;
  for (const Document& document : store.users.find({}, {.max_time = max_time})) {
    found += document.contains("_id") ? 1 : 0;
    std::this_thread::sleep_for(max_time);
  }
  CHECK(found == 2);
}

TEST_CASE("The max_time of one call is not that of another which is written with it",
          "[store][max_time]") {
  Numbers store;
  const Document filter = slow_filter();
  std::atomic<int> expired = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      try {
        store.users.update_one(filter, {{"$set", {{"x", 1}}}}, {.max_time = max_time});
      } catch (const MaxTimeMSExpired&) {
        ++expired;
      }
    });
  for (int i = 0; i < 20; ++i) store.users.insert_one({{"n", i}});
  for (std::thread& thread : threads) thread.join();
  CHECK(expired == 3);
  CHECK(store.users.count({{"n", {{"$exists", true}}}}) == 20);
}

TEST_CASE("A max_time is no negative number, and may be very long", "[store][max_time]") {
  Numbers store;
  CHECK_THROWS_AS(store.users.count({}, {.max_time = -1ms}), InvalidInput);
  CHECK_THROWS_AS(store.users.find({}, {.max_time = -1ms}), InvalidInput);
  CHECK(store.users.count({}, {.max_time = std::chrono::milliseconds::max()}) == 2);
  int found = 0;
  for (const Document& document :
       store.users.find({}, {.max_time = std::chrono::milliseconds::max()}))
    found += document.contains("_id") ? 1 : 0;
  CHECK(found == 2);
}

TEST_CASE("What an index finds out of order ends at its max_time before it is sorted",
          "[store][max_time]") {
  temporary::Store store;
  Collection users = store.collection("users");
  std::vector<Document> documents;
  Value ages = Value::array();
  for (int i = 0; i < 20'000; ++i) documents.push_back({{"age", i % 50}});
  for (int i = 0; i < 50; ++i) ages.push_back(i);
  users.insert_many(documents);
  users.create_index(Index{{"age"}});
  Cursor cursor = users.find({{"age", {{"$in", ages}}}}, {.max_time = 5ms});
  CHECK_THROWS_AS(cursor.begin(), MaxTimeMSExpired);
}

}  // namespace store_max_time_test
