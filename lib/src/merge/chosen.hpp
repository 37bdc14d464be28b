// Survivors that were chosen for one run alone: by where they stand.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace profilestore::merge {

struct Chosen {
  std::set<std::pair<std::uint16_t, std::uint64_t>> places;  ///< source from 1, and offset in it
  std::set<std::string> stored;  ///< encoded keys of the `_id`s of documents of the store

  bool any() const { return !places.empty() || !stored.empty(); }
};

}  // namespace profilestore::merge
