// Figures of writers beside each other:
//
//   writers_bench FOLDER [SECONDS [threads | stores | processes | readers]]
//
// Upserts of a 1 KB profile, by threads of one open store, in turns with as many that have an
// SQLite connection each; by processes, and beside readers: how many a second, how they are shared,
// and how long a call took at most. FOLDER is on the disk that is to be measured; nothing is left
// there.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <profilestore/profilestore.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/raw_writers.hpp"

namespace {

using namespace profilestore;
using bench::Clock;
using bench::Share;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int users = 10'000;

double at(const std::vector<float>& sorted, double part) {
  if (sorted.empty()) return 0;
  return static_cast<double>(
      sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))]);
}

/// Where the measured store is; gone in the end.
class Place {
 public:
  explicit Place(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::string name = (folder_ / "writers-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("FOLDER cannot be written");
    folder_ = name;
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::filesystem::path store() const { return folder_ / "p.db"; }
  std::filesystem::path raw() const { return folder_ / "raw.db"; }

  void fill() const {
    bench::fill_raw(raw(), users);
    Store made = Store::open(store(), {.durability = Durability::relaxed});
    Collection profiles = made.collection("profiles", {.indexes = {UniqueIndex{"userId"}}});
    std::vector<Document> documents;
    for (int user = 0; user < users; ++user)
      documents.push_back({{"userId", user}, {"text", std::string(1000, 'x')}});
    profiles.insert_many(documents);
  }

 private:
  std::filesystem::path folder_;
};

Share write_until(Collection profiles, unsigned seed, Clock::time_point end) {
  std::minstd_rand random(seed * 7919 + 1);
  Share share;
  for (auto start = Clock::now(); start < end;) {
    const Document filter = {{"userId", static_cast<int>(random() % users)}};
    try {
      profiles.update_one(filter, {{"$set", {{"a", random()}, {"b", "x"}}}, {"$inc", {{"n", 1}}}},
                          {.upsert = true});
    } catch (const Busy&) {
      ++share.busy;
    }
    const auto now = Clock::now();
    share.milliseconds.push_back(static_cast<float>(Milliseconds(now - start).count()));
    start = now;
  }
  return share;
}

Clock::time_point after(double seconds) {
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

void print(const std::string& name, std::vector<Share> shares, double seconds) {
  std::vector<float> all;
  std::size_t least = shares.front().milliseconds.size(), most = 0;
  int busy = 0;
  for (const Share& share : shares) {
    all.insert(all.end(), share.milliseconds.begin(), share.milliseconds.end());
    least = std::min(least, share.milliseconds.size());
    most = std::max(most, share.milliseconds.size());
    busy += share.busy;
  }
  std::sort(all.begin(), all.end());
  fmt::print("{:<38} {:>8.0f}/s   p50 {:>7.2f} p99 {:>7.2f} worst {:>8.1f} ms   each {}-{}{}\n",
             name, static_cast<double>(all.size()) / seconds, at(all, 0.5), at(all, 0.99),
             at(all, 1), least, most, busy > 0 ? fmt::format("   Busy {}", busy) : "");
  std::fflush(stdout);
}

void threads(const Place& place, int count, Durability durability, double seconds,
             bool store_each = false) {
  std::vector<Store> stores;
  for (int i = 0; i < (store_each ? count : 1); ++i)
    stores.push_back(Store::open(place.store(), {.durability = durability}));
  std::vector<Share> shares(static_cast<std::size_t>(count));
  std::vector<std::thread> all;
  const auto end = after(seconds);
  for (int i = 0; i < count; ++i)
    all.emplace_back([&, i] {
      Store& store = stores[store_each ? static_cast<std::size_t>(i) : 0];
      shares[static_cast<std::size_t>(i)] =
          write_until(store.collection("profiles"), static_cast<unsigned>(i), end);
    });
  for (std::thread& one : all) one.join();
  print(fmt::format("{} threads{}, {}", count, store_each ? " with a store each" : "",
                    durability == Durability::durable ? "durable" : "relaxed"),
        std::move(shares), seconds);
}

void raw_threads(const Place& place, int count, double seconds) {
  std::vector<Share> shares(static_cast<std::size_t>(count));
  std::vector<std::thread> all;
  const auto end = after(seconds);
  for (int i = 0; i < count; ++i)
    all.emplace_back([&, i] {
      shares[static_cast<std::size_t>(i)] =
          bench::raw_writer(place.raw(), users, static_cast<unsigned>(i), end);
    });
  for (std::thread& one : all) one.join();
  print(fmt::format("{} connections of SQLite, durable", count), std::move(shares), seconds);
}

// Sends its times to the parent, since it shares no memory with it.
[[noreturn]] void write_as_child(const Place& place, int child, int to, double seconds) {
  {
    Store store = Store::open(place.store());
    const Share share =
        write_until(store.collection("profiles"), static_cast<unsigned>(child), after(seconds));
    FILE* out = ::fdopen(to, "wb");
    std::fwrite(&share.busy, sizeof share.busy, 1, out);
    std::fwrite(share.milliseconds.data(), sizeof(float), share.milliseconds.size(), out);
    std::fclose(out);
  }
  ::_exit(0);
}

Share share_of_child(int from) {
  Share share;
  FILE* in = ::fdopen(from, "rb");
  if (std::fread(&share.busy, sizeof share.busy, 1, in) != 1)
    throw std::runtime_error("a process failed");
  for (float one; std::fread(&one, sizeof one, 1, in) == 1;) share.milliseconds.push_back(one);
  std::fclose(in);
  return share;
}

void processes(const Place& place, int count, double seconds) {
  std::vector<int> pipes;
  for (int i = 0; i < count; ++i) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    if (::fork() == 0) write_as_child(place, i, ends[1], seconds);
    ::close(ends[1]);
    pipes.push_back(ends[0]);
  }
  std::vector<Share> shares;
  for (const int from : pipes) shares.push_back(share_of_child(from));
  while (::wait(nullptr) > 0) {
  }
  print(fmt::format("{} processes, durable", count), std::move(shares), seconds);
}

void beside_readers(const Place& place, int readers, double seconds) {
  Store store = Store::open(place.store());
  std::atomic<bool> over = false;
  std::atomic<std::int64_t> reads = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < readers; ++i)
    all.emplace_back([&, i] {
      std::minstd_rand random(static_cast<unsigned>(i + 1));
      const Collection profiles = store.collection("profiles");
      while (!over) {
        (void)profiles.find_one({{"userId", static_cast<int>(random() % users)}});
        ++reads;
      }
    });
  Share share = write_until(store.collection("profiles"), 1, after(seconds));
  over = true;
  for (std::thread& one : all) one.join();
  print(fmt::format("1 writer, {} readers ({:.0f} reads/s)", readers,
                    static_cast<double>(reads) / seconds),
        {std::move(share)}, seconds);
}

void measure(const std::string& folder, double seconds, const std::string& what) {
  const Place place(folder);
  place.fill();
  const auto wanted = [&](const char* name) { return what.empty() || what == name; };
  if (wanted("threads")) {
    for (const int count : {1, 2, 4, 8, 32}) {
      raw_threads(place, count, seconds);
      threads(place, count, Durability::durable, seconds);
    }
    for (const int count : {1, 2, 8, 32}) threads(place, count, Durability::relaxed, seconds);
  }
  if (wanted("stores"))
    for (const int count : {1, 4, 8, 32}) threads(place, count, Durability::durable, seconds, true);
  if (wanted("processes"))
    for (const int count : {1, 2, 4, 8}) processes(place, count, seconds);
  if (wanted("readers"))
    for (const int readers : {0, 2, 8, 16}) beside_readers(place, readers, seconds);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr,
               "usage: writers_bench FOLDER [SECONDS [threads|stores|processes|readers]]\n");
    return 2;
  }
  try {
    measure(arguments[1], count > 2 ? std::atof(arguments[2]) : 3, count > 3 ? arguments[3] : "");
  } catch (const std::exception& fault) {
    fmt::print(stderr, "writers_bench: {}\n", fault.what());
    return 1;
  }
  return 0;
}
