// What consumers have copied by the changes that they were told is what the collection is, whoever
// was killed when.
#include "watching/replay.hpp"

#include "catch.hpp"
#include "faults/soak.hpp"
#include "store/seed.hpp"

namespace watching_replay_test {

namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

constexpr std::uint64_t histories = 8;

}  // namespace

TEST_CASE("Copies kept by changes are the collection, whoever was killed", "[changes][histories]") {
  const std::uint64_t seed = first_seed();
  std::int64_t count = 0, changes = 0, kills = 0;
  soak::repeat([&](std::uint64_t round) {
    for (std::uint64_t i = 0; i < histories; ++i) {
      const replay::Result result = replay::run({.seed = seed + round + i});
      INFO("PROFILESTORE_SEED=" << seed + round + i << "\n" << joined(result.anomalies));
      CHECK(result.anomalies.empty());
      ++count;
      changes += result.changes;
      kills += result.kills;
      if (!result.anomalies.empty()) return false;
    }
    return true;
  });
  CHECK(kills > 0);
  soak::report(
      "copies kept by changes",
      {{"histories", count}, {"changes in the logs", changes}, {"killed processes", kills}});
}

TEST_CASE("A change that a consumer loses is seen in its copy", "[changes][histories]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  int histories_until = 1;
  while (histories_until < 20 &&
         replay::run({.seed = seed + static_cast<std::uint64_t>(histories_until),
                      .habit = replay::Habit::loses})
             .anomalies.empty())
    ++histories_until;
  CHECK(histories_until < 20);
  soak::report("copies kept by changes, planted: a lost change",
               {{"histories until it is seen", histories_until}});
}

}  // namespace watching_replay_test
