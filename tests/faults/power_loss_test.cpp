// The power fails between any two calls of SQLite to the system: what was acknowledged is there,
// and nothing is half there.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "catch.hpp"
#include "faults/power_log.hpp"
#include "faults/script.hpp"
#include "faults/soak.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"
#include "store/write_transaction.hpp"

namespace faults_power_loss_test {

using namespace profilestore;
using namespace faults;

namespace {

/// What was done to the files, and what the store held after each acknowledged transaction.
struct Recording {
  Files before;
  std::vector<std::string> states;
  std::deque<Change> changes;
};

enum class Syncing { on, off };

void switch_off_syncing(Store& store) {
  sqlite3* writer = nullptr;
  {
    store::WriteTransaction turn(*store.core());
    writer = turn.connection().handle();
  }
  if (sqlite3_exec(writer, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error("synchronous");
}

Recording record(const StoreOptions& options, int rounds, Syncing syncing) {
  soak::Folder folder;
  Recording recording;
  {
    Store store = Store::open(folder / "p.db", options);
    run_step(store, 0);
  }
  for (const std::string& name : folder.names())
    recording.before[name] = temporary::contents(folder / name);
  temporary::write_file(folder / "import.json", export_of(60));
  recording.states.push_back(contents_of(Store::open(folder / "p.db", {.read_only = true})));

  PowerLog log(folder.path());
  const Watch watch(log);
  for (int step = 1; step < rounds;) {
    Store store = Store::open(folder / "p.db", options);
    if (syncing == Syncing::off) switch_off_syncing(store);
    for (const int end = std::min(rounds, step + 17); step < end; ++step) {
      run_step(store, step);
      log.acknowledge();
      recording.states.push_back(contents_of(store));
    }
    if (options.durability != Durability::durable || syncing == Syncing::off) continue;
    import_files(folder / "p.db", {(folder / "import.json").string()}, import_options());
    log.acknowledge();
    recording.states.push_back(contents_of(store));
  }
  recording.changes = log.changes();
  return recording;
}

struct Tally {
  std::atomic<int> images = 0, broken = 0, lost = 0, behind = 0;
  std::mutex mutex;
  std::string first;

  void fault(std::atomic<int>& count, const std::string& what) {
    ++count;
    const std::lock_guard lock(mutex);
    if (first.empty()) first = what;
  }
};

// A whole check costs ten times what the rest does, and each document is proven when it is read.
constexpr int images_a_check = 8;

/// `durable`: nothing acknowledged may be missing.
void check_image(const Files& image, const Recording& recording, int acknowledged, bool durable,
                 const soak::Folder& folder, Tally& tally) {
  for (const std::string& name : folder.names()) std::filesystem::remove(folder / name);
  for (const auto& [name, contents] : image) temporary::write_file(folder / name, contents);
  const bool checks = tally.images++ % images_a_check == 0;
  try {
    const Store store = Store::open(folder / "p.db", temporary::quick());
    const std::string contents = contents_of(store), fault = checks ? fault_in(store) : "";
    if (!fault.empty()) return tally.fault(tally.broken, fault);
    auto state = std::min<std::ptrdiff_t>(acknowledged + 1, std::ssize(recording.states) - 1);
    while (state >= 0 && recording.states[static_cast<std::size_t>(state)] != contents) --state;
    if (state < 0) return tally.fault(tally.broken, "a state that never was");
    if (state >= acknowledged) return;
    if (durable)
      tally.fault(tally.lost, "an acknowledged transaction is gone");
    else
      ++tally.behind;
  } catch (const Error& refusal) {
    tally.fault(tally.broken, refusal.what());
  }
}

/// Images after each change, `per_change` of them on average.
void sweep(const Recording& recording, double per_change, bool durable, bool lies,
           std::uint64_t seed, Tally& tally) {
  constexpr std::uint64_t threads = 2;
  const auto part = [&](std::uint64_t mine) {
    soak::Folder folder;
    Disk disk(recording.before, lies);
    std::uint64_t number = 0;
    for (const Change& change : recording.changes) {
      disk.apply(change);
      if (++number % threads != mine) continue;
      std::mt19937_64 random(seed + number);
      double left = per_change;
      for (; left >= 1 || std::bernoulli_distribution(std::max(left, 0.0))(random); left -= 1)
        check_image(disk.image(random), recording, disk.acknowledged(), durable, folder, tally);
    }
  };
  std::thread other([&] { part(1); });
  part(0);
  other.join();
}

}  // namespace

TEST_CASE("A power cut takes nothing that was acknowledged as durable", "[faults][power]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Tally tally;
  soak::repeat([&](std::uint64_t round) {
    const Recording recording = record({}, 50, Syncing::on);
    sweep(recording, soak::longer() ? 2 : 1, true, false, seed + round, tally);
    return tally.broken + tally.lost == 0;
  });
  INFO(tally.first);
  CHECK(tally.images > 500);
  CHECK(tally.broken == 0);
  CHECK(tally.lost == 0);
  soak::report(
      "power loss, durable",
      {{"images", tally.images}, {"broken", tally.broken}, {"acknowledged and lost", tally.lost}});
}

TEST_CASE("A power cut takes the last transactions of a relaxed store, and no others",
          "[faults][power]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Tally tally;
  soak::repeat([&](std::uint64_t round) {
    const Recording recording = record(temporary::quick(), 50, Syncing::on);
    sweep(recording, soak::longer() ? 2 : 1, false, false, seed + round, tally);
    return tally.broken == 0;
  });
  INFO(tally.first);
  CHECK(tally.images > 400);
  CHECK(tally.broken == 0);
  CHECK(tally.behind > 0);  // else it were durable, and the images too kind
  soak::report("power loss, relaxed", {{"images", tally.images},
                                       {"broken", tally.broken},
                                       {"without the last transactions", tally.behind}});
}

TEST_CASE("A store that does not sync is caught by the same images", "[faults][power]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Tally tally;
  sweep(record({}, 40, Syncing::off), 0.5, true, false, seed, tally);
  CHECK(tally.broken + tally.lost > 20);
  soak::report("power loss, planted: synchronous = OFF",
               {{"images", tally.images}, {"caught", tally.broken + tally.lost}});
}

TEST_CASE("A disk that lies about fsync is caught by the same images", "[faults][power]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Tally tally;
  sweep(record({}, 40, Syncing::on), 0.5, true, true, seed, tally);
  CHECK(tally.broken > 20);
  CHECK(tally.lost > 20);
  soak::report("power loss, planted: a lying fsync",
               {{"images", tally.images}, {"caught", tally.broken + tally.lost}});
}

}  // namespace faults_power_loss_test
