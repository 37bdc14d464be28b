// Many processes of several threads each, which ask one store for all kinds of operations at once,
// while some of the processes are killed.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "histories/checker.hpp"

namespace histories {

/// A fault of the application, which the checker must see.
enum class Habit {
  honest,
  deferred,      ///< reads a version, and writes the next in a call of its own
  not_unique,    ///< looks for a document, inserts one if there is none, and has no unique index
  acknowledges,  ///< what is not written yet
};

struct Plan {
  Habit habit = Habit::honest;
  int processes = 8, threads = 4;
  std::chrono::milliseconds time{2500};
  std::uint64_t seed = 0;
};

struct Result {
  std::size_t operations = 0, done = 0, unknown = 0;
  int kills = 0;
  std::vector<std::string> anomalies;
};

Result run(const Plan& plan);

}  // namespace histories
