// What stats prints, in each of its forms.
#pragma once

#include <profilestore/stats.hpp>
#include <string>

#include "output.hpp"

namespace profilestore::cli {

/// Tables for a person. `store`: its file, as it was given.
void print_stats(const Stats& stats, const std::string& store, Output& out);

/// One JSON object.
std::string json_of(const Stats& stats);

/// Prometheus' text exposition format 0.0.4. A counter that can be is there from the start, with 0:
/// else its first increase is no increase to Prometheus.
std::string prometheus_of(const Stats& stats);

}  // namespace profilestore::cli
