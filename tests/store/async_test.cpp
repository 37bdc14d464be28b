// Work on the store's own thread.
#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_async_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

// Ends when it is asked to, and says that it has begun.
void wait_for(const std::stop_token& stop, std::atomic<bool>& begun) {
  begun = true;
  while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
}

void until(const std::atomic<bool>& begun) {
  while (!begun) std::this_thread::sleep_for(1ms);
}

}  // namespace

TEST_CASE("The future has what the work returns or throws", "[store][async]") {
  temporary::Store store;
  auto count = store.async([](Store& own, std::stop_token) {
    own.collection("c").insert_one({{"_id", 1}});
    return own.collection("c").count();
  });
  CHECK(count.get() == 1);
  auto nothing = store.async([](Store& own, std::stop_token) { own.collection("c").drop(); });
  CHECK_NOTHROW(nothing.get());
  auto fault = store.async([](Store& own, std::stop_token) -> Document {
    return own.collection("c").insert_one({{"_id", Value::array()}}).inserted_id;
  });
  CHECK_THROWS_AS(fault.get(), InvalidInput);
}

TEST_CASE("Works are done one after the other, in their order", "[store][async]") {
  temporary::Store store;
  std::vector<int> order;
  std::vector<std::future<std::thread::id>> works;
  for (int i = 0; i < 20; ++i)
    works.push_back(store.async([&order, i](Store&, std::stop_token) {
      order.push_back(i);
      return std::this_thread::get_id();
    }));
  std::set<std::thread::id> threads;
  for (auto& work : works) threads.insert(work.get());
  CHECK(threads.size() == 1);
  CHECK(threads.count(std::this_thread::get_id()) == 0);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("A stopped token ends the calls of the work, and keeps one from beginning",
          "[store][async]") {
  temporary::Store store;
  for (int i = 0; i < 200; ++i) store.collection("c").insert_one({{"_id", i}});
  std::stop_source asked;
  std::atomic<bool> begun = false;
  auto finds = store.async(
      [&](Store& own, std::stop_token stop) {
        wait_for(stop, begun);
        std::int64_t found = 0;
        for (const Document& one : own.collection("c").find({})) found += one.empty() ? 0 : 1;
        return found;
      },
      asked.get_token());
  auto never = store.async([](Store&, std::stop_token) { return 1; }, asked.get_token());
  until(begun);
  asked.request_stop();
  CHECK_THROWS_AS(finds.get(), Interrupted);
  CHECK_THROWS_AS(never.get(), Interrupted);
  CHECK(
      store.async([](Store& own, std::stop_token) { return own.collection("c").count(); }).get() ==
      200);
}

TEST_CASE("The end of the store ends what works, and refuses what waits", "[store][async]") {
  std::atomic<bool> begun = false;
  std::future<int> works, waits;
  {
    temporary::Store store;
    works = store.async([&](Store&, std::stop_token stop) {
      wait_for(stop, begun);
      return 1;
    });
    waits = store.async([](Store&, std::stop_token) { return 2; });
    until(begun);
  }
  CHECK(works.get() == 1);
  CHECK_THROWS_AS(waits.get(), Interrupted);
}

TEST_CASE("A work that holds the last handle ends the store without waiting for itself",
          "[store][async]") {
  const temporary::Folder folder;
  std::atomic<bool> begun = false, go = false;
  std::optional<Store> store = Store::open(folder / "s.db", temporary::quick());
  auto done = store->async([held = *store, &begun, &go](Store&, std::stop_token) {
    begun = true;
    while (!go) std::this_thread::sleep_for(1ms);
    return held.collection_names().size();
  });
  until(begun);
  store.reset();
  go = true;
  CHECK(done.get() == 0);
  // Its thread may be about to close the store.
  CHECK_NOTHROW(Store::open(folder / "s.db").collection("c").insert_one({{"_id", 1}}));
}

TEST_CASE("A handle that the work gave away outlives the thread, and has none", "[store][async]") {
  const temporary::Folder folder;
  std::optional<Store> store = Store::open(folder / "s.db", temporary::quick());
  std::optional<Store> kept = store->async([](Store& own, std::stop_token) { return own; }).get();
  store.reset();
  kept->collection("c").insert_one({{"_id", 1}});
  CHECK(kept->collection("c").count() == 1);
  auto refused = kept->async([](Store&, std::stop_token) { return 1; });
  CHECK_THROWS_AS(refused.get(), Interrupted);
}

TEST_CASE("A child after fork has no thread: it is told so, and ends", "[store][async]") {
  temporary::Store store;
  store.async([](Store&, std::stop_token) {}).get();
  ChildProcess child([&] {
    try {
      store.async([](Store&, std::stop_token) {}).get();
    } catch (const StorageFailure&) {
      return 0;
    }
    return 1;
  });
  CHECK(child.wait() == 0);
}

}  // namespace store_async_test
