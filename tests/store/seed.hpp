// Where random tests begin: at a seed of their own, or at PROFILESTORE_SEED to replay a failure.
#pragma once

#include <cstdlib>
#include <random>
#include <string>

inline std::uint64_t first_seed() {
  const char* replayed = std::getenv("PROFILESTORE_SEED");
  return replayed != nullptr ? std::stoull(replayed) : std::random_device{}();
}
