// Durable upserts by writers beside each other, of a store and by connections of SQLite's: the same
// profiles, and the same work of each writer.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "bench/profiles.hpp"
#include "bench/raw_writers.hpp"

namespace bench {

/// A writer that has opened what it writes to. Writes until a moment, once at least, and returns
/// how many calls were done by then: the last one counts as far as it had come.
using Writer = std::function<double(Clock::time_point end)>;

/// Makes the writer of a number.
using OpenWriter = std::function<Writer(unsigned seed)>;

/// The files that are written to, with 10,000 profiles each; made when they are first asked for.
struct Written {
  std::filesystem::path store;
  std::filesystem::path raw;
};
const Written& written();

/// One that shares the store with others.
Writer store_writer(const Store& store, unsigned seed);

/// One with a connection of its own.
Writer connection_writer(unsigned seed);

/// How long a turn of writers is: longer than others, since they wait for each other.
std::chrono::duration<double> writers_turn();

}  // namespace bench
