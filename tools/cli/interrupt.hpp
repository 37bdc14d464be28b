// Ctrl-C: what is being done is given up cleanly, and the program ends with 130.
#pragma once

#include "errors.hpp"

namespace profilestore::cli {

/// Long work was given up, and nothing was changed.
class Interrupted : public Failure {
 public:
  explicit Interrupted(int signal);
  /// As a shell has it: 128 and the number of the signal.
  int status() const noexcept { return status_; }

 private:
  int status_;
};

/// While it lives, SIGINT and SIGTERM are noted instead of ending the program; a second one ends it
/// at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// Throws Interrupted if one came.
  void check() const;
};

}  // namespace profilestore::cli
