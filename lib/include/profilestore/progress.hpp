// The progress of long operations.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace profilestore {

/// How far an operation is.
struct StepProgress {
  /// Imports: "users", "reading", "writing", and "indexes", which has no numbers; make_unique and
  /// rewrite_references: "reading"; verify_import: "verifying"; investigate: "reading",
  /// "comparing"; undo_import: "undoing"; Store::open: "upgrading"; backup and restore: "copying",
  /// then "checking", which has no numbers.
  std::string_view step;
  std::uint64_t done = 0;       ///< bytes of the sources, of documents of the store, or of its file
  std::uint64_t total = 0;      ///< 0: unknown
  std::uint64_t documents = 0;  ///< so far, in this step
};

/// Called from time to time. An exception that it throws ends the operation, which rethrows it.
using OnProgress = std::function<void(const StepProgress&)>;

}  // namespace profilestore
