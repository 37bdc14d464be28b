// How threads and processes that write at once share a store.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <numeric>
#include <thread>

#include "catch.hpp"
#include "sqlite/files/process_queue.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_fair_test {

using namespace profilestore;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

struct Share {
  int writes = 0, busy = 0;
  std::int64_t worst = 0;  // microseconds
};

Share write_until(Collection profiles, int writer, Clock::time_point end) {
  Share share;
  for (auto start = Clock::now(); start < end;) {
    try {
      profiles.update_one({{"_id", writer}}, {{"$inc", {{"n", 1}}}}, {.upsert = true});
      ++share.writes;
    } catch (const Busy&) {
      ++share.busy;
    }
    const auto now = Clock::now();
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(now - start).count();
    share.worst = std::max<std::int64_t>(share.worst, took);
    start = now;
  }
  return share;
}

std::vector<Share> shares_of_processes(const temporary::Folder& folder, int count,
                                       Clock::duration time) {
  Signal ready, go;
  std::vector<ChildProcess> children;
  for (int writer = 0; writer < count; ++writer)
    children.emplace_back([&, writer] {
      Store store = Store::open(folder / "p.db");
      ready.fire();
      go.wait();
      const Share share = write_until(store.collection("profiles"), writer, Clock::now() + time);
      temporary::write_file(folder / ("share" + std::to_string(writer)),
                            {reinterpret_cast<const char*>(&share), sizeof share});
      return 0;
    });
  for (int i = 0; i < count; ++i) ready.wait();
  go.fire(count);
  REQUIRE(wait_all(children) == std::vector<int>(static_cast<std::size_t>(count), 0));
  std::vector<Share> shares(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < shares.size(); ++i)
    std::memcpy(&shares[i], temporary::contents(folder / ("share" + std::to_string(i))).data(),
                sizeof(Share));
  return shares;
}

// A machine that does other work at the same time is no reason to fail.
void check_fair(const std::vector<Share>& shares) {
  int all = 0, busy = 0;
  for (const Share& share : shares) {
    all += share.writes;
    busy += share.busy;
  }
  const int mean = all / static_cast<int>(shares.size());
  for (const Share& share : shares) {
    INFO(share.writes << " writes of " << all << ", worst wait " << share.worst << " us");
    CHECK(share.writes >= mean / 2);
    CHECK(share.worst < 1'000'000);
  }
  CHECK(busy == 0);
}

}  // namespace

TEST_CASE("Processes that write all the time write as often as each other", "[store][fair]") {
  for (const int count : {2, 4}) {
    INFO(count << " processes");
    temporary::Folder folder;
    Store::open(folder / "p.db").collection("profiles").insert_one({{"_id", -1}});
    check_fair(shares_of_processes(folder, count, 1s));
  }
}

TEST_CASE("So do threads of one store, and stores of one process", "[store][fair]") {
  for (const bool store_each : {false, true}) {
    INFO(store_each);
    temporary::Folder folder;
    std::vector<Store> stores;
    for (int i = 0; i < 8; ++i)
      stores.push_back(i == 0 || store_each ? Store::open(folder / "p.db") : stores.front());
    std::vector<Share> shares(stores.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < stores.size(); ++i)
      threads.emplace_back([&, i] {
        shares[i] = write_until(stores[i].collection("profiles"), static_cast<int>(i),
                                Clock::now() + 700ms);
      });
    for (std::thread& one : threads) one.join();
    check_fair(shares);
  }
}

TEST_CASE("A writer that is stopped in its turn, without SQLite's lock, keeps nobody waiting",
          "[store][fair]") {
  temporary::Folder folder;
  Store::open(folder / "p.db").collection("profiles").insert_one({{"_id", -1}});
  Signal entered;
  ChildProcess child([&] {
    sqlite::ProcessQueue queue(folder / "p.db");
    queue.enter();
    entered.fire();
    std::this_thread::sleep_for(60s);
    return 0;
  });
  entered.wait();
  Store store = Store::open(folder / "p.db");
  for (int i = 0; i < 5; ++i) {
    const auto start = Clock::now();
    store.collection("profiles").insert_one({{"_id", i}});
    CHECK(Clock::now() - start < 3s);
  }
}

TEST_CASE("Readers, however many, leave a writer its part", "[store][fair]") {
  temporary::Store store(StoreOptions{});
  Collection profiles = store.collection("profiles");
  for (int i = 0; i < 100; ++i) profiles.insert_one({{"_id", i}});
  // Half, where nothing else runs. A moment of a busy machine may have any part.
  double best = 0;
  for (int tries = 0; tries < 6 && best < 0.2; ++tries) {
    const Share alone = write_until(profiles, 1, Clock::now() + 300ms);
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&, i] {
        while (!over) (void)profiles.find_one({{"_id", i}});
      });
    const Share beside = write_until(profiles, 1, Clock::now() + 300ms);
    over = true;
    for (std::thread& one : threads) one.join();
    best =
        std::max(best, static_cast<double>(beside.writes) / static_cast<double>(alone.writes + 1));
  }
  CHECK(best >= 0.2);
}

}  // namespace store_fair_test
