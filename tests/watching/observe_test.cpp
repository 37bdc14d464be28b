// Which collections change, whether they keep a log or not.
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace watching_observe_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

/// "a b", with " +" if anything may have changed; "-": nothing has.
std::string told(Observer& observer, std::chrono::milliseconds wait = 0ms) {
  const auto changed = observer.next(wait);
  if (!changed) return "-";
  std::string text;
  for (const std::string& name : changed->names) text += (text.empty() ? "" : " ") + name;
  return text + (changed->anything ? " +" : "");
}

}  // namespace

TEST_CASE("Collections that this store changes are named, once for many changes", "[observe]") {
  temporary::Store store;
  Collection a = store.collection("a"), b = store.collection("b");
  a.insert_one({{"_id", 1}});
  Observer observer = store.observe();
  CHECK(told(observer) == "-");
  for (int i = 2; i < 20; ++i) a.insert_one({{"_id", i}});
  b.insert_one({{"_id", 1}});
  CHECK(told(observer) == "a b");
  CHECK(told(observer) == "-");
  a.update_one({{"_id", 1}}, {{"$set", {{"n", 1}}}});
  CHECK(told(observer) == "a");
  a.update_one({{"_id", 1}}, {{"$set", {{"n", 1}}}});
  (void)a.find_one({{"_id", 1}});
  CHECK(told(observer) == "-");
  b.delete_many({});
  CHECK(told(observer) == "b");
  b.drop();
  CHECK(told(observer) == "b");
}

TEST_CASE("What is not committed is not told", "[observe]") {
  temporary::Store store;
  Collection a = store.collection("a");
  a.insert_one({{"_id", 1}});
  Observer observer = store.observe();
  CHECK_THROWS_AS(a.insert_one({{"_id", 1}}), DuplicateKey);
  CHECK_THROWS_AS(a.insert_many({{{"_id", 1}}}), BulkWriteFailed);
  CHECK_THROWS(store.transaction([](Transaction& all) {
    all.collection("a").insert_one({{"_id", 2}});
    throw std::runtime_error("no");
  }));
  CHECK(told(observer) == "-");
  store.transaction([&](Transaction& all) {
    all.collection("a").insert_one({{"_id", 2}});
    all.collection("c").insert_one({{"_id", 2}});
    CHECK(told(observer) == "-");
  });
  CHECK(told(observer) == "a c");
}

TEST_CASE("Another's writes are told as anything, and never one's own", "[observe]") {
  for (const bool deaf : {false, true}) {
    temporary::Folder folder;
    const auto path = folder / "p.db";
    Store::open(path).collection("a").insert_one({{"_id", 1}});
    Signal go;
    ChildProcess writer([&] {
      for (int i = 10; i < 12; ++i) {
        go.wait();
        Store::open(path).collection("a").insert_one({{"_id", i}});
      }
      return 0;
    });
    StoreOptions options = temporary::quick();
    options.watch_without_hints = deaf;
    Store store = Store::open(path, options);
    Observer observer = store.observe();
    go.fire();
    CHECK(told(observer, 10s) == " +");
    std::this_thread::sleep_for(1500ms);  // it moves the log into the store when it is closed
    (void)told(observer);
    for (int i = 0; i < 300; ++i) {
      store.collection("b").insert_one({{"n", i}});
      if (i % 50 == 0) CHECK(told(observer, 10s) == "b");
    }
    std::this_thread::sleep_for(1200ms);
    CHECK(told(observer) == "b");
    CHECK(told(observer, 100ms) == "-");
    go.fire();
    CHECK(writer.wait() == 0);
    CHECK(told(observer, 10s) == " +");
  }
}

TEST_CASE(
    "Another's write is told while the own writer is busy, and nobody waits for that to begin",
    "[observe][threads]") {
  temporary::Folder folder;
  StoreOptions options = temporary::quick();
  options.deadline = 60s;
  Store mine = Store::open(folder / "p.db", options), other = Store::open(folder / "p.db", options);
  mine.collection("a").insert_one({{"_id", 1}});
  Observer observer = mine.observe();
  (void)told(observer, 200ms);
  std::atomic<bool> enough = false, busy = false;
  const auto work = [&](std::atomic<bool>& begun) {
    begun = true;
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!enough && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
    CHECK(enough);
  };
  std::thread own;
  std::atomic<bool> waits = false;
  other.transaction([&](Transaction& write) {
    write.collection("a").insert_one({{"_id", 2}});
    own = std::thread([&] {
      waits = true;
      mine.transaction([&](Transaction&) { work(busy); });  // waits for the other's end
    });
    while (!waits) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(100ms);
  });
  CHECK(told(observer, 15s) == " +");
  while (!busy) std::this_thread::sleep_for(1ms);
  const auto begin = std::chrono::steady_clock::now();
  Observer late = mine.observe();
  CHECK(std::chrono::steady_clock::now() - begin < 800ms);
  enough = true;
  own.join();
  mine.collection("a").insert_one({{"_id", 3}});
  CHECK(told(late, 10s).starts_with("a"));
}

TEST_CASE("A store that is read only is told of others' writes", "[observe]") {
  temporary::Folder folder;
  Store writer = Store::open(folder / "p.db", temporary::quick());
  writer.collection("a").insert_one({{"_id", 1}});
  const Store reader = Store::open(folder / "p.db", {.read_only = true});
  Observer observer = reader.observe();
  CHECK(told(observer, 50ms) == "-");
  writer.collection("a").insert_one({{"_id", 2}});
  CHECK(told(observer, 10s) == " +");
}

TEST_CASE("An observer's callback may use the store, and is stopped", "[observe][threads]") {
  temporary::Store store;
  std::mutex mutex;
  std::set<std::string> names;
  std::atomic<int> counted = 0;
  {
    const Subscription observing = store.observe([&](const ChangedCollections& changed) {
      const std::lock_guard lock(mutex);
      names.insert(changed.names.begin(), changed.names.end());
      counted = static_cast<int>(store.collection("a").count({}));
    });
    for (int i = 0; i < 20; ++i) store.collection("a").insert_one({{"n", i}});
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (counted != 20 && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(1ms);
  }
  CHECK(counted == 20);
  CHECK(names == std::set<std::string>{"a"});
}

}  // namespace watching_observe_test
