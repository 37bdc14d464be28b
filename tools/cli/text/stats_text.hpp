// The output of stats in each of its formats.
#pragma once

#include <profilestore/stats.hpp>
#include <string>

#include "text/output.hpp"

namespace profilestore::cli {

/// Tables for a terminal. `store`: its path, as it was given.
void print_stats(const Stats& stats, const std::string& store, Output& out);

/// One JSON object.
std::string json_of(const Stats& stats);

/// Prometheus' text exposition format 0.0.4. Prints every possible counter from the start, with 0:
/// else Prometheus misses its first increase.
std::string prometheus_of(const Stats& stats);

}  // namespace profilestore::cli
