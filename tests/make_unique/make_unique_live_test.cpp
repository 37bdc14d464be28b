// make_unique on a store that others write to, and one that is killed.
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"

namespace make_unique_make_unique_live_test {

using namespace profilestore;

namespace {

constexpr int users_count = 50;

void fill(Store& store, int documents) {
  Collection users = store.collection("users");
  std::vector<Document> all;
  for (int i = 0; i < documents; ++i)
    all.push_back({{"_id", i}, {"u", i % users_count}, {"n", 0}, {"text", std::string(200, 'x')}});
  users.insert_many(all);
}

// Upserts by the key, of which there are several, until it is told to stop, and each of them once
// at least. How many it did.
std::int64_t write_until(Collection users, const std::atomic<bool>& stop, int first) {
  std::int64_t done = 0;
  constexpr int keys = users_count + 10;
  for (int u = first; !stop || done < keys; u = (u + 7) % keys, ++done)
    users.update_one({{"u", u}}, {{"$inc", {{"n", 1}}}}, {.upsert = true});
  return done;
}

std::int64_t sum_of(const std::vector<std::string>& documents) {
  std::int64_t sum = 0;
  for (const std::string& text : documents) sum += ejson::parse(text).at("n").get<std::int64_t>();
  return sum;
}

std::chrono::microseconds time_of(const std::filesystem::path& path, bool merging) {
  const auto start = std::chrono::steady_clock::now();
  Store store = Store::open(path);
  MakeUniqueOptions options;
  if (merging) options.merge = {"sum:n", "fill"};
  make_unique(store, "users", {"u"}, options);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace

TEST_CASE("others write before and after make_unique, and no write is lost",
          "[import][make_unique][live]") {
  temporary::Store store;
  fill(store, 3000);
  Store other = Store::open(store.path(), temporary::quick());
  std::atomic<bool> stop = false;
  std::int64_t by_thread = 0, by_other = 0;
  std::thread thread([&] { by_thread = write_until(store.collection("users"), stop, 0); });
  std::thread second([&] { by_other = write_until(other.collection("users"), stop, 3); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  std::int64_t groups = 0;
  CHECK_NOTHROW(groups = make_unique(store, "users", {"u"}).groups);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  stop = true;
  thread.join();
  second.join();
  CHECK(groups == users_count);
  CHECK(by_thread > 0);
  CHECK(by_other > 0);
  const auto live = fixture::column(store.path(), "SELECT doc FROM users");
  CHECK(live.size() == users_count + 10);
  CHECK(sum_of(live) + sum_of(fixture::column(store.path(), "SELECT body FROM ps_archive")) ==
        by_thread + by_other);
  CHECK(store.check().faults == std::vector<std::string>{});
}

TEST_CASE("make_unique that is killed leaves the store as it was, or all of it done",
          "[import][make_unique][kill]") {
  const bool merging = GENERATE(false, true);
  CAPTURE(merging);
  temporary::Folder folder;
  {
    Store store = Store::open(folder / "old.db", temporary::quick());
    fill(store, 3000);
    for (int i = 0; i < users_count; ++i)
      store.collection("users").update_one({{"_id", i}}, {{"$set", {{"n", 7}}}});
  }
  const auto old = fixture::result_of(folder / "old.db", "users");
  std::filesystem::copy_file(folder / "old.db", folder / "timed.db");
  const auto whole_time = time_of(folder / "timed.db", merging);
  const auto after = fixture::result_of(folder / "timed.db", "users");
  REQUIRE(after.live.size() == users_count);
  REQUIRE(sum_of(after.live) == (merging ? 7 * users_count : 0));
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int killed = 0;
  for (int cycle = 0; cycle < 20; ++cycle) {
    for (const char* suffix : {"", "-wal", "-shm", ".head"})
      std::filesystem::remove(folder / ("s.db" + std::string(suffix)));
    std::filesystem::copy_file(folder / "old.db", folder / "s.db");
    ChildProcess child([&] {
      time_of(folder / "s.db", merging);
      return 0;
    });
    std::uniform_int_distribution<std::int64_t> moment(0, whole_time.count());
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
    child.kill();
    const bool finished = child.wait() == 0;
    killed += finished ? 0 : 1;
    const auto found = fixture::result_of(folder / "s.db", "users");
    CHECK((found == after || (!finished && found == old)));
    Store store = Store::open(folder / "s.db");
    CHECK(store.check().sound());
    CHECK(store.collection("users").list_indexes().size() == (found == after ? 2 : 1));
  }
  CHECK(killed > 0);
}

}  // namespace make_unique_make_unique_live_test
