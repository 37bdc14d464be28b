// The first pass over the sources, shared over threads. Nothing is written.
#pragma once

#include <functional>
#include <profilestore/import.hpp>
#include <vector>

#include "import/part.hpp"

namespace profilestore::importing {

/// How the reading is shared. What it finds never depends on it.
struct Sharing {
  std::size_t threads;               ///< at least 1
  std::size_t part_bytes = 4 << 20;  ///< about so much is read at once
  static Sharing of_this_machine();
};

/// Reads all of the sources.
Stage stage(const std::vector<Source>& sources, const Scheme& scheme, const OnProgress& progress,
            const Sharing& sharing = Sharing::of_this_machine());

}  // namespace profilestore::importing
