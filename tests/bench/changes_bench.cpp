// Figures of changes:
//
//   changes_bench FOLDER [SECONDS [latency | writes]]
//
// How long after a commit another process is called, and what a write costs with a log and without.
// FOLDER is on the disk that is to be measured; nothing is left there.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <profilestore/profilestore.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace profilestore;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// Where the measured store is; gone in the end.
class Place {
 public:
  explicit Place(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::string name = (folder_ / "changes-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("FOLDER cannot be written");
    folder_ = std::filesystem::canonical(name);
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::filesystem::path store() const { return folder_ / "p.db"; }

 private:
  std::filesystem::path folder_;
};

double at(std::vector<double> all, double part) {
  if (all.empty()) return 0;
  std::sort(all.begin(), all.end());
  return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
}

std::int64_t nanoseconds() { return Clock::now().time_since_epoch().count(); }

// The clock is the machine's, so that of one process is another's.
[[noreturn]] void watch_as_child(const Place& place, int to, std::size_t count) {
  {
    const Store store = Store::open(place.store());
    std::size_t told = 0;
    const Subscription watching =
        Store(store).collection("users").watch({}, {}, [&](const ChangeEvent&) {
          const std::int64_t now = nanoseconds();
          if (::write(to, &now, sizeof now) != sizeof now) ::_exit(1);
          ++told;
        });
    const std::int64_t ready = 0;
    if (::write(to, &ready, sizeof ready) != sizeof ready) ::_exit(1);
    while (told < count && !watching.is_over())
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ::_exit(0);
}

void latency(const std::string& folder, Durability durability, double seconds) {
  const Place place(folder);
  const auto count = static_cast<std::size_t>(std::max(3.0, seconds * 50));
  Store::open(place.store()).collection("users", {.change_log = ChangeLog{}});
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe");
  if (::fork() == 0) watch_as_child(place, ends[1], count);
  ::close(ends[1]);
  std::int64_t heard = 0;
  const auto hear = [&] {
    if (::read(ends[0], &heard, sizeof heard) != sizeof heard)
      throw std::runtime_error("the watching process failed");
  };
  hear();
  std::vector<double> milliseconds;
  {
    Store store = Store::open(place.store(), {.durability = durability});
    Collection users = store.collection("users");
    for (std::size_t i = 0; i < count; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(i * 7 % 20));
      users.insert_one({{"n", i}, {"text", std::string(1000, 'x')}});
      const std::int64_t committed = nanoseconds();
      hear();
      milliseconds.push_back(static_cast<double>(heard - committed) / 1e6);
    }
  }
  while (::wait(nullptr) > 0) {
  }
  fmt::print("{:<34} p50 {:>7.2f} p99 {:>7.2f} worst {:>7.2f} ms, {} commits\n",
             fmt::format("commit to callback, {}",
                         durability == Durability::durable ? "durable" : "relaxed"),
             at(milliseconds, 0.5), at(milliseconds, 0.99), at(milliseconds, 1), count);
}

/// Microseconds a write, the two in turns, so that the machine's moods are shared.
void writes(const std::string& folder, Durability durability, double seconds) {
  const Place place(folder);
  Store store = Store::open(place.store(), {.durability = durability});
  std::vector<Collection> both{
      store.collection("plain", {.indexes = {UniqueIndex{"userId"}}}),
      store.collection("logged", {.indexes = {UniqueIndex{"userId"}}, .change_log = ChangeLog{}})};
  std::vector<std::vector<double>> calls(2);
  int n = 0;
  for (const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                           std::chrono::duration<double>(seconds));
       Clock::now() < end || calls[1].empty();)
    for (std::size_t which : {std::size_t{0}, std::size_t{1}}) {
      const auto start = Clock::now();
      both[which].update_one({{"userId", n * 7919 % 1000}},
                             {{"$set", {{"text", std::string(1000, 'x')}, {"b", n}}}},
                             {.upsert = true});
      calls[which].push_back(Milliseconds(Clock::now() - start).count() * 1000);
      n += static_cast<int>(which);
    }
  const double plain = at(calls[0], 0.5), logged = at(calls[1], 0.5);
  fmt::print("{:<34} {:>7.1f} us without a log, {:>7.1f} us with one: {:.2f}\n",
             fmt::format("an upsert of 1 KB, {}",
                         durability == Durability::durable ? "durable" : "relaxed"),
             plain, logged, logged / plain);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: changes_bench FOLDER [SECONDS [latency|writes]]\n");
    return 2;
  }
  const double seconds = count > 2 ? std::atof(arguments[2]) : 5;
  const std::string what = count > 3 ? arguments[3] : "";
  try {
    for (const Durability durability : {Durability::durable, Durability::relaxed}) {
      if (what != "writes") latency(arguments[1], durability, seconds);
      if (what != "latency") writes(arguments[1], durability, seconds);
    }
  } catch (const std::exception& fault) {
    fmt::print(stderr, "changes_bench: {}\n", fault.what());
    return 1;
  }
  return 0;
}
