// What long work is run with: a line that tells how far it is, and Ctrl-C.
#pragma once

#include "interrupt.hpp"
#include "terminal.hpp"

namespace profilestore::cli {

/// One at a time.
class LongWork {
 public:
  /// REQUIRES: `this` outlives it.
  OnProgress progress() {
    return [this](const Progress& progress) {
      interrupt_.check();
      line_.show(progress);
    };
  }

 private:
  ProgressLine line_;
  InterruptGuard interrupt_;
};

}  // namespace profilestore::cli
