// How far long work is.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace profilestore {

struct Progress {
  /// Of imports "users", "reading", "writing"; of verify "verifying"; of investigate "reading",
  /// "comparing"; of undo "undoing". "indexes" tells no numbers.
  std::string_view step;
  std::uint64_t done = 0;       ///< bytes of the sources, or of the documents of make_unique
  std::uint64_t total = 0;      ///< 0: that is not known
  std::uint64_t documents = 0;  ///< so far, in this step
};

/// Called now and then. What it throws ends the work, and comes out of it.
using OnProgress = std::function<void(const Progress&)>;

}  // namespace profilestore
