// Whether a history can be that of a store which does one call after the other. Each check sorts
// the history and walks over it once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "histories/history.hpp"

namespace histories {

/// What the store holds in the end, by key. A key that several documents have is a fault that is
/// told by `doubled`.
struct Final {
  std::map<std::int64_t, std::int64_t> versions = {}, counters = {};
  std::map<std::int64_t, std::vector<std::int64_t>> lists = {};
  std::int64_t sum = 0;
  std::vector<std::string> doubled = {};
};

/// A sentence for each anomaly, at most some. `sum`: what all accounts hold together, always.
std::vector<std::string> anomalies(const std::vector<Operation>& history, const Final& final,
                                   std::int64_t sum);

}  // namespace histories
