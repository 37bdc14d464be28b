// Ctrl-C: the work in progress stops cleanly, and the program exits with 130.
#pragma once

#include "text/errors.hpp"

namespace profilestore::cli {

/// Long work was interrupted, and nothing was changed.
class Interrupted : public Failure {
 public:
  explicit Interrupted(int signal);
  /// As shells have it: 128 plus the number of the signal.
  int status() const noexcept { return status_; }

 private:
  int status_;
};

/// While it lives, SIGINT and SIGTERM are noted instead of ending the program; a second one ends it
/// at once. The first one after it is only noted too: what is done is told, with its own status.
/// Only one may exist at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// Throws Interrupted if a signal came.
  void check() const;
};

}  // namespace profilestore::cli
