// The floor beside which writers are measured: the same upserts by SQLite's own interface.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "bench/raw.hpp"

namespace bench {

using Clock = std::chrono::steady_clock;

/// What one writer did.
struct Share {
  std::vector<float> milliseconds = {};  ///< of each call, sorted in the end
  int busy = 0;
};

/// Makes the table that raw_writer() writes to, with profiles of 0 to `users` - 1.
void fill_raw(const std::filesystem::path& file, int users);

/// A connection of its own. Throws std::runtime_error.
class RawWriter {
 public:
  explicit RawWriter(const std::filesystem::path& file);

  /// Upserts, each in a transaction of its own, with synchronous = FULL and SQLite's busy timeout,
  /// until `end`, but once at least.
  Share write(int users, unsigned seed, Clock::time_point end);

 private:
  Database database_;
  Statement statement_;
};

/// Opens one and writes with it.
Share raw_writer(const std::filesystem::path& file, int users, unsigned seed,
                 Clock::time_point end);

}  // namespace bench
