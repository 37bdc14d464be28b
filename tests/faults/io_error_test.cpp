// Each call of SQLite to the system fails in turn: what is told is what is there, and the store
// goes on when the fault is over.
#include <random>

#include "catch.hpp"
#include "faults/failing_calls.hpp"
#include "faults/trial.hpp"
#include "store/seed.hpp"

namespace faults_io_error_test {

using namespace faults;

namespace {

constexpr long never = 1L << 60;

std::string text_of(Manner manner) { return manner == Manner::once ? "once" : "from then on"; }

class Trials {
 public:
  /// At most `most` calls of each kind, spread over all that there are.
  template <class Try>
  void run(std::uint64_t seed, long most, Try attempt, const std::string& what) {
    std::mt19937_64 random(seed);
    for (const Refusal& refusal : refusals())
      for (const Manner manner : {Manner::once, Manner::from_then_on}) {
        if (manner == Manner::from_then_on && !refusal.lasts) continue;
        Tally tally;
        const auto one = [&](long number) {
          const Switch fault{[&] { calls.arm(refusal, number, manner); }, [&] { calls.disarm(); }};
          attempt(bench, fault, tally);
        };
        one(never);
        const long count = calls.counted();
        if (count == 0) continue;  // a new store is written without a sync, or shared memory
        const long stride = std::max(1L, count / most);
        for (long number = 1 + static_cast<long>(random() % static_cast<std::uint64_t>(stride));
             number <= count; number += stride)
          one(number);
        INFO(what << ": " << refusal.name << ", " << text_of(manner) << ", of " << count
                  << " calls: " << tally.text());
        CHECK(tally.wrong.empty());
        trials += tally.trials;
        refused += tally.refused;
        unknown += tally.unknown;
      }
  }

  FailingCalls calls;
  Watch watch{calls};
  Bench bench;
  std::int64_t trials = 0, refused = 0, unknown = 0;
};

}  // namespace

TEST_CASE("A call to the system that fails does what is told, and no more", "[faults][io]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Trials trials;
  const auto attempt = [](Bench& bench, const Switch& fault, Tally& tally) {
    bench.try_script(fault, tally);
  };
  soak::repeat([&](std::uint64_t round) {
    trials.run(seed + round, soak::longer() ? 1 << 20 : 12, attempt, "the script");
    return true;
  });
  CHECK(trials.refused > 50);
  soak::report("calls to the system that fail, 50 calls", {{"trials", trials.trials},
                                                           {"refused", trials.refused},
                                                           {"told as unknown", trials.unknown}});
}

TEST_CASE("An import during which a call to the system fails is done, or not done",
          "[faults][io]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  Trials trials;
  soak::repeat([&](std::uint64_t round) {
    for (const bool anew : {false, true}) {
      const auto attempt = [anew](Bench& bench, const Switch& fault, Tally& tally) {
        bench.try_import(fault, anew, tally);
      };
      trials.run(seed + round, soak::longer() ? 1 << 20 : 2, attempt,
                 anew ? "an import into a new store" : "an import");
    }
    return true;
  });
  CHECK(trials.refused > 15);
  soak::report("calls to the system that fail, an import", {{"trials", trials.trials},
                                                            {"refused", trials.refused},
                                                            {"told as unknown", trials.unknown}});
}

TEST_CASE("A disk that loses writes in silence is caught by the same trials", "[faults][io]") {
  FailingCalls calls;
  const Watch watch(calls);
  Bench bench;
  const Refusal lossy{"a lossy disk", {{Method::write, swallowed}}};
  Tally tally;
  for (long number = 10; number < 600; number += 20)
    bench.try_script(
        {[&] { calls.arm(lossy, number, Manner::from_then_on); }, [&] { calls.disarm(); }}, tally);
  std::int64_t caught = 0;
  for (const auto& [what, count] : tally.wrong) caught += count;
  CHECK(caught > 10);
}

}  // namespace faults_io_error_test
