// Durable upserts by several threads: of one open store, beside a connection of SQLite's for each.
#include <fmt/format.h>

#include <latch>
#include <numeric>
#include <thread>
#include <vector>

#include "bench/harness.hpp"
#include "bench/rows/writing.hpp"

namespace bench {
namespace {

/// What all of them did. They begin when each has opened what it writes to.
Speed by_threads(int count, const OpenWriter& open) {
  std::vector<double> done(static_cast<std::size_t>(count));
  std::vector<std::thread> all;
  std::latch opened(count + 1);
  for (std::size_t i = 0; i < done.size(); ++i)
    all.emplace_back([&, i] {
      Writer write = open(static_cast<unsigned>(i));
      opened.arrive_and_wait();
      done[i] = write(Clock::now() + std::chrono::duration_cast<Clock::duration>(writers_turn()));
    });
  opened.arrive_and_wait();
  Spent spent = time_of([&] {
    for (std::thread& one : all) one.join();
  });
  spent.by_clock = writers_turn().count();
  return std::accumulate(done.begin(), done.end(), 0.0) / spent;
}

Sides beside_connections(int threads) {
  return {[threads] { return by_threads(threads, connection_writer); },
          [threads, store = Store::open(written().store)] {
            return by_threads(threads, [&](unsigned seed) { return store_writer(store, seed); });
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
