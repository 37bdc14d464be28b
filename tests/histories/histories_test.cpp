// Eight processes of four threads each, some of them killed: what they were told can have happened
// one after the other, and the store holds just that.
#include <fmt/format.h>

#include "catch.hpp"
#include "faults/soak.hpp"
#include "histories/workload.hpp"
#include "store/seed.hpp"

namespace histories_histories_test {

using namespace histories;
using namespace std::chrono_literals;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// How long it takes until the fault is seen; the limit if it is not.
std::chrono::milliseconds time_to_catch(Habit habit, std::uint64_t seed) {
  const auto begin = std::chrono::steady_clock::now();
  const auto spent = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begin);
  };
  while (spent() < 10s)
    if (!run({.habit = habit, .time = 400ms, .seed = seed++}).anomalies.empty()) return spent();
  return 10s;
}

}  // namespace

TEST_CASE("The history of eight processes, some of which are killed, has no anomaly",
          "[histories]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::int64_t operations = 0, kills = 0, unknown = 0;
  soak::repeat([&](std::uint64_t round) {
    const Result result = run({.time = soak::longer() ? 20'000ms : 4'000ms, .seed = seed + round});
    INFO(joined(result.anomalies));
    CHECK(result.anomalies.empty());
    CHECK(result.done > 500);
    operations += static_cast<std::int64_t>(result.operations);
    unknown += static_cast<std::int64_t>(result.unknown);
    kills += result.kills;
    return result.anomalies.empty();
  });
  CHECK(kills > 1);
  soak::report("histories of 8 processes",
               {{"operations", operations}, {"killed processes", kills}, {"unknown", unknown}});
}

TEST_CASE("Faults of applications are soon seen in their histories", "[histories]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  const auto deferred = time_to_catch(Habit::deferred, seed),
             not_unique = time_to_catch(Habit::not_unique, seed),
             hasty = time_to_catch(Habit::acknowledges, seed);
  CHECK(deferred < 60s);
  CHECK(not_unique < 60s);
  CHECK(hasty < 60s);
  soak::report("histories, planted faults",
               {{"ms until a read-modify-write in two calls is seen", deferred.count()},
                {"ms: no unique index", not_unique.count()},
                {"ms: acknowledged before it is written", hasty.count()}});
}

}  // namespace histories_histories_test
