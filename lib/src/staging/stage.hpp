// The first pass over the sources, shared over threads. Nothing is written.
#pragma once

#include <functional>
#include <profilestore/import.hpp>
#include <vector>

#include "staging/chunk.hpp"

namespace profilestore::staging {

/// How the reading is shared. What it finds never depends on it.
struct ChunkOptions {
  std::size_t threads;                ///< at least 1
  std::size_t chunk_bytes = 4 << 20;  ///< about so much is read at once
  static ChunkOptions of_this_machine();
};

/// Reads all of the sources.
Stage stage(const std::vector<sources::Source>& sources, const ImportSchema& schema,
            const OnProgress& progress,
            const ChunkOptions& sharing = ChunkOptions::of_this_machine());

}  // namespace profilestore::staging
