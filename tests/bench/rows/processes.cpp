// Durable upserts by several processes, each with the store open, beside one connection in each.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"
#include "bench/raw_writers.hpp"

namespace bench {
namespace {

constexpr int users = 10'000;
using Work = std::function<std::int64_t(unsigned seed, Clock::time_point end)>;

[[noreturn]] void work_as_child(const Work& work, unsigned seed, int to, Clock::time_point end) {
  std::int64_t done = -1;
  try {
    done = work(seed, end);
  } catch (const std::exception&) {  // told by the number
  }
  ::_exit(::write(to, &done, sizeof done) == sizeof done ? 0 : 1);
}

/// Calls a second of all processes. The clock is the machine's, so that of one is another's. This
/// process must not have the store open.
Speed by_processes(int count, const Work& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe");
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(settings().seconds));
  std::int64_t sum = 0;
  bool failed = false;
  const Spent spent = time_of([&] {
    for (int i = 0; i < count; ++i)
      if (::fork() == 0) work_as_child(work, static_cast<unsigned>(i), ends[1], end);
    for (int i = 0; i < count; ++i) {
      std::int64_t done = -1;
      failed = ::read(ends[0], &done, sizeof done) != sizeof done || done < 0 || failed;
      sum += done;
    }
  });
  for (int i = 0; i < count; ++i) ::wait(nullptr);
  ::close(ends[0]);
  ::close(ends[1]);
  if (failed) throw std::runtime_error("a process failed");
  return {static_cast<double>(sum) / spent.by_clock, 0};  // the CPU time is others'
}

std::int64_t write_until(const std::filesystem::path& file, unsigned seed, Clock::time_point end) {
  Store store = Store::open(file);
  Collection profiles = store.collection(collection_name);
  Numbers any(users, seed);
  std::int64_t done = 0;
  do {
    profiles.update_one({{"userId", user_id(any())}},
                        {{"$set", {{"a", any()}, {"b", "x"}}}, {"$inc", {{"n", 1}}}},
                        {.upsert = true});
    ++done;
  } while (Clock::now() < end);
  return done;
}

/// The same profiles in both; made when they are first asked for.
struct Written {
  Written() {
    fill_store(store, users);
    fill_raw(raw, users);
  }

  std::filesystem::path store = fresh_file("processes"), raw = fresh_file("processes-raw");
};

Sides beside_connections(int count) {
  static const Written written;
  return {[count] {
            return by_processes(count, [&](unsigned seed, Clock::time_point end) {
              const Share share = raw_writer(written.raw, users, seed, end);
              return static_cast<std::int64_t>(share.milliseconds.size()) - share.busy;
            });
          },
          [count] {
            return by_processes(count, [&](unsigned seed, Clock::time_point end) {
              return write_until(written.store, seed, end);
            });
          }};
}

}  // namespace

void add_processes() {
  for (const int count : {1, 2, 4, 8})
    compare({fmt::format("processes/{}", count),
             fmt::format("durable upserts, {} {}, beside a connection each", count,
                         count == 1 ? "process" : "processes")},
            [count] { return beside_connections(count); });
}

}  // namespace bench
