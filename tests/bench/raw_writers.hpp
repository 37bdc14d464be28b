// The floor beside which writers are measured: the same upserts by SQLite's own interface.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

namespace bench {

using Clock = std::chrono::steady_clock;

/// What one writer did.
struct Share {
  std::vector<float> milliseconds = {};  ///< of each call, sorted in the end
  int busy = 0;
};

/// Makes the table that raw_writer() writes to, with profiles of 0 to `users` - 1.
void fill_raw(const std::filesystem::path& file, int users);

/// Upserts by a connection of its own, each in a transaction of its own, with synchronous = FULL
/// and SQLite's busy timeout, until `end`. Throws std::runtime_error.
Share raw_writer(const std::filesystem::path& file, int users, unsigned seed,
                 Clock::time_point end);

}  // namespace bench
