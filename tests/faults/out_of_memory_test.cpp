// Each allocation fails in turn. A child process tries them, so that one that crashes is told.
#include <algorithm>
#include <array>
#include <cstring>

#include "catch.hpp"
#include "faults/memory.hpp"
#include "faults/script.hpp"
#include "faults/shared.hpp"
#include "faults/trial.hpp"
#include "store/child_process.hpp"
#include "store/seed.hpp"

namespace faults_out_of_memory_test {

using namespace faults;

namespace {

struct Found {
  long number = 0, allocations = 0;
  std::array<long, 30'000> places;  ///< the numbers of the first allocations of each
  std::size_t kept = 0, next = 0;   ///< of the places
  std::int64_t trials = 0, refused = 0, unknown_and_done = 0, leaks = 0;
  std::int64_t wrong = 0;
  int step = 0;
  long leaking = 0;  ///< the first allocation whose failure leaks
  char first[2000] = {};

  void add(const Tally& tally) {
    trials += tally.trials;
    refused += tally.refused;
    unknown_and_done += tally.unknown_and_done;
    for (const auto& [what, count] : tally.wrong) {
      if (wrong == 0) std::strncpy(first, what.c_str(), sizeof first - 1);
      wrong += count;
    }
  }
};

using Try = void (*)(Bench&, const Switch&, Tally&);

void try_one(Bench& bench, Try attempt, long number, Manner manner, Found& found) {
  Tally tally;
  attempt(bench, {[&] { arm_memory(number, manner); }, disarm_memory}, tally);
  found.add(tally);
}

/// What is kept for the next time is no leak: that grows once.
bool leaks(Bench& bench, Try attempt, long number, Manner manner, Found& found) {
  for (int time = 0; time < 4; ++time) {
    const std::int64_t blocks = live_blocks(), bytes = live_sqlite_bytes();
    try_one(bench, attempt, number, manner, found);
    if (live_blocks() <= blocks && live_sqlite_bytes() <= bytes) return false;
  }
  return true;
}

constexpr int trials_of_a_child = 60;
constexpr std::size_t every_place = std::size_t{1} << 20;

int find_places(Try attempt, Manner manner, Found& found) {
  let_memory_fail();
  Bench bench;
  keep_places(found.places);
  try_one(bench, attempt, 1L << 60, manner, found);
  found.allocations = counted_allocations();
  found.kept = kept_places();
  return 0;
}

int try_some(Try attempt, Manner manner, std::size_t stride, Found& found) {
  let_memory_fail();
  Bench bench;
  for (int i = 0; i < trials_of_a_child && found.next < found.kept; ++i) {
    found.number = found.places[found.next];
    found.next += stride;
    if (leaks(bench, attempt, found.number, manner, found) && found.leaks++ == 0)
      found.leaking = found.number;
  }
  return 0;
}

struct Totals {
  std::int64_t trials = 0, refused = 0, done = 0, allocations = 0, places = 0;

  void report(const std::string& what) const {
    soak::report("memory that ends, " + what, {{"trials", trials},
                                               {"allocations of a run", allocations},
                                               {"places of them", places},
                                               {"refused", refused},
                                               {"done though memory ended after", done}});
  }
};

// The first allocation of each place, or of so many that `most` are tried in all; the seeds that
// follow try those between.
void try_all(Try attempt, const std::string& what, std::size_t most, std::uint64_t seed,
             Totals& totals) {
  for (const Manner manner : {Manner::once, Manner::from_then_on}) {
    Shared<Found> found;
    const std::string how = what + (manner == Manner::once ? ", once" : ", from then on");
    CHECK(ChildProcess([&] { return find_places(attempt, manner, *found); }).wait() == 0);
    CHECK(found->kept > 1000);
    const std::size_t stride = std::max<std::size_t>(1, found->kept / most);
    found->next = seed % stride;
    while (found->next < found->kept) {
      ChildProcess child([&] { return try_some(attempt, manner, stride, *found); });
      const int status = child.wait();
      INFO(how << ", allocation " << found->number << " of " << found->allocations
               << ", first: " << found->first);
      CHECK(status == 0);
    }
    INFO(how << ", leaks at allocation " << found->leaking << ", first: " << found->first);
    CHECK(found->wrong == 0);
    CHECK(found->leaks == 0);
    totals.trials += found->trials;
    totals.allocations = std::max<std::int64_t>(totals.allocations, found->allocations);
    totals.places = std::max<std::int64_t>(totals.places, static_cast<std::int64_t>(found->kept));
    totals.refused += found->refused;
    totals.done += found->unknown_and_done;
  }
}

/// Each `stride`-th allocation of each call, in one process.
int try_steps(Manner manner, long first, long stride, Found& found) {
  let_memory_fail();
  Bench bench;
  for (found.step = 0; found.step < steps; ++found.step) {
    const NumberedSwitch fault{[&](long number) {
                                 found.number = number;
                                 arm_memory(number, manner);
                               },
                               disarm_memory, counted_allocations};
    Tally tally;
    bench.try_step(found.step, fault, first, stride, tally);
    found.add(tally);
    found.allocations += counted_allocations();
  }
  return 0;
}

}  // namespace

TEST_CASE("Whichever allocation of a call fails, the call is done or not, and the next is",
          "[faults][memory]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  const long stride = soak::longer() ? 1 : 199;
  Totals totals;
  for (const Manner manner : {Manner::once, Manner::from_then_on}) {
    Shared<Found> found;
    const long first = 1 + static_cast<long>(seed % static_cast<std::uint64_t>(stride));
    ChildProcess child([&] { return try_steps(manner, first, stride, *found); });
    const int status = child.wait();
    INFO((manner == Manner::once ? "once" : "from then on")
         << ", call " << found->step << ", allocation " << found->number
         << ", first wrong: " << found->first);
    CHECK(status == 0);
    CHECK(found->wrong == 0);
    CHECK(found->refused > 100);
    totals.trials += found->trials;
    totals.allocations = std::max<std::int64_t>(totals.allocations, found->allocations);
    totals.refused += found->refused;
  }
  totals.report("each of 50 calls");
}

TEST_CASE("An allocation that fails does what is told, leaks nothing and ends no process",
          "[faults][memory]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Totals totals;
  const Try attempt = [](Bench& bench, const Switch& fault, Tally& tally) {
    bench.try_script(fault, tally);
  };
  soak::repeat([&](std::uint64_t round) {
    try_all(attempt, "50 calls", soak::longer() ? every_place : 40, seed + round, totals);
    return true;
  });
  totals.report("50 calls");
}

TEST_CASE("An import during which an allocation fails is done, or not done", "[faults][memory]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Totals totals;
  const Try anew = [](Bench& bench, const Switch& fault, Tally& tally) {
    bench.try_import(fault, true, tally);
  };
  const Try into = [](Bench& bench, const Switch& fault, Tally& tally) {
    bench.try_import(fault, false, tally);
  };
  soak::repeat([&](std::uint64_t round) {
    const std::size_t most = soak::longer() ? every_place : 12;
    try_all(anew, "an import into a new store", most, seed + round, totals);
    try_all(into, "an import", most, seed + round, totals);
    return true;
  });
  totals.report("an import");
}

}  // namespace faults_out_of_memory_test
