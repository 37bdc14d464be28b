// Durable upserts by several threads: of one open store, beside a connection of SQLite's for each.
#include <fmt/format.h>

#include <memory>
#include <thread>
#include <vector>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"
#include "bench/raw_writers.hpp"

namespace bench {
namespace {

constexpr int users = 10'000;

Clock::time_point end_of_turn() {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(settings().seconds));
}

/// Calls a second of all threads; `work` returns how many its thread did until `end`.
Speed by_threads(int count, const std::function<std::size_t(unsigned, Clock::time_point)>& work) {
  std::vector<std::size_t> done(static_cast<std::size_t>(count));
  std::vector<std::thread> all;
  const Spent spent = time_of([&] {
    const auto end = end_of_turn();
    for (std::size_t i = 0; i < done.size(); ++i)
      all.emplace_back([&, i] { done[i] = work(static_cast<unsigned>(i), end); });
    for (std::thread& one : all) one.join();
  });
  std::size_t sum = 0;
  for (const std::size_t each : done) sum += each;
  return static_cast<double>(sum) / spent;
}

std::size_t write_until(const Store& store, unsigned seed, Clock::time_point end) {
  Collection profiles = Store(store).collection(collection_name);
  Numbers any(users, seed);
  std::size_t done = 0;
  do {
    profiles.update_one({{"userId", any()}},
                        {{"$set", {{"a", any()}, {"b", "x"}}}, {"$inc", {{"n", 1}}}},
                        {.upsert = true});
    ++done;
  } while (Clock::now() < end);
  return done;
}

/// A raw writer that was told SQLITE_BUSY has not written.
std::size_t raw_until(const std::filesystem::path& file, unsigned seed, Clock::time_point end) {
  const Share share = raw_writer(file, users, seed, end);
  return share.milliseconds.size() - static_cast<std::size_t>(share.busy);
}

/// The same profiles in both; made when they are first asked for.
struct Written {
  Written() {
    fill_raw(raw, users);
    Store made = Store::open(store, {.durability = Durability::relaxed, .many_documents = 0});
    Collection profiles =
        made.collection(collection_name, {.indexes = {profilestore::UniqueIndex{"userId"}}});
    std::vector<Document> all;
    for (int user = 0; user < users; ++user)
      all.push_back({{"userId", user}, {"text", std::string(1000, 'x')}});
    profiles.insert_many(all);
  }

  std::filesystem::path raw = fresh_file("writers-raw"), store = fresh_file("writers");
};

Sides beside_connections(int threads) {
  static const Written written;
  return {[threads] {
            return by_threads(threads, [&](unsigned seed, Clock::time_point end) {
              return raw_until(written.raw, seed, end);
            });
          },
          [store = Store::open(written.store), threads] {
            return by_threads(threads, [&](unsigned seed, Clock::time_point end) {
              return write_until(store, seed, end);
            });
          }};
}

}  // namespace

void add_writers() {
  for (const auto& [threads, mark] :
       {std::pair{1, at_least(0.9)}, std::pair{2, Mark{}}, std::pair{4, at_least(2.5)},
        std::pair{8, at_least(6)}, std::pair{16, Mark{}}, std::pair{32, at_least(20)}})
    compare({fmt::format("writers/{}", threads),
             fmt::format("durable upserts, {} {}, beside a connection each", threads,
                         threads == 1 ? "thread" : "threads"),
             mark},
            [threads = threads] { return beside_connections(threads); });
}

}  // namespace bench
