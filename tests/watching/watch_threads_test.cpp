// Streams and callbacks among threads: each waits, is woken, and ends without a hang.
#include <atomic>
#include <mutex>
#include <thread>

#include "catch.hpp"
#include "watching/users.hpp"

namespace watching_watch_threads_test {

using namespace profilestore;
using namespace std::chrono_literals;
using watched::Users;

TEST_CASE("A stream waits until the deadline, or the change, or the stop", "[watch][threads]") {
  Users store;
  ChangeStream stream = store.users.watch();
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(stream.next(30ms));
  CHECK(std::chrono::steady_clock::now() - start >= 30ms);
  std::thread writer([&] { store.users.insert_one({{"_id", 1}}); });
  CHECK(stream.next(20s));
  writer.join();
  std::thread stopper([&] {
    std::this_thread::sleep_for(20ms);
    stream.stop();
  });
  CHECK_FALSE(stream.next(20s));
  stopper.join();
  CHECK(stream.is_over());
  CHECK(std::chrono::steady_clock::now() - start < 15s);
}

TEST_CASE("Callbacks are called in order, one at a time, by several writers", "[watch][threads]") {
  Users store;
  std::mutex mutex;
  std::vector<std::int64_t> seen;
  Subscription watching = store.users.watch({}, {}, [&](const ChangeEvent& event) {
    const std::lock_guard lock(mutex);
    seen.push_back(event.sequence);
  });
  std::vector<std::thread> writers;
  for (int t = 0; t < 4; ++t)
    writers.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) store.users.insert_one({{"_id", t * 1000 + i}});
    });
  for (std::thread& one : writers) one.join();
  const auto end = std::chrono::steady_clock::now() + 20s;
  for (;; std::this_thread::sleep_for(1ms)) {
    const std::lock_guard lock(mutex);
    if (seen.size() == 200 || std::chrono::steady_clock::now() > end) break;
  }
  while (watching.resume_token() != store.users.change_token() &&
         std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(1ms);
  CHECK(watching.resume_token() == store.users.change_token());
  watching.stop();
  CHECK(seen.size() == 200);
  CHECK(std::ranges::is_sorted(seen));
  CHECK_FALSE(watching.error());
}

TEST_CASE("A callback that throws ends its watching, and says so", "[watch][threads]") {
  Users store;
  const std::string before = store.users.change_token();
  std::atomic<bool> ended = false;
  std::exception_ptr why;
  Subscription watching = store.users.watch(
      {}, {}, [](const ChangeEvent&) { throw std::runtime_error("mine"); },
      [&](std::exception_ptr fault) {
        why = fault;
        ended = true;
      });
  store.users.insert_one({{"_id", 1}});
  while (!ended) std::this_thread::sleep_for(1ms);
  CHECK_THROWS_WITH(std::rethrow_exception(why), "mine");
  CHECK(watching.is_over());
  CHECK(watching.error());
  CHECK(watching.resume_token() == before);  // it is told again
}

TEST_CASE("Many consumers stop at once, some from within their calls", "[watch][threads]") {
  for (int round = 0; round < 10; ++round) {
    Users store;
    std::vector<std::unique_ptr<Subscription>> all(8);
    std::atomic<int> calls = 0;
    for (auto& one : all)
      one = std::make_unique<Subscription>(
          store.users.watch({}, {}, [&](const ChangeEvent&) { ++calls; }));
    std::unique_ptr<Subscription> own;
    std::atomic<bool> gone = false, made = false;
    own = std::make_unique<Subscription>(store.users.watch({}, {}, [&](const ChangeEvent&) {
      while (!made) std::this_thread::yield();
      own->stop();
      own.reset();
      gone = true;
    }));
    made = true;
    store.users.insert_one({{"_id", 1}});
    std::vector<std::thread> stoppers;
    for (auto& one : all) stoppers.emplace_back([&one] { one->stop(); });
    for (std::thread& one : stoppers) one.join();
    const int then = calls;
    store.users.insert_one({{"_id", 2}});
    while (!gone) std::this_thread::yield();
    CHECK(calls == then);
  }
}

}  // namespace watching_watch_threads_test
