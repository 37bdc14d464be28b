// Random writes of several processes, and consumers that keep a copy by what they are told; all of
// them are killed now and then. In the end the copies are to be what the collection is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace replay {

/// What a consumer does wrong on purpose.
enum class Habit {
  none,
  loses,  ///< passes over a change now and then
};

struct Plan {
  std::uint64_t seed = 1;
  Habit habit = Habit::none;
};

struct Result {
  std::vector<std::string> anomalies;  ///< a sentence each
  std::int64_t changes = 0;            ///< in the log in the end
  int kills = 0;
};

/// REQUIRES: no other thread runs, and no store is open.
Result run(const Plan& plan);

}  // namespace replay
