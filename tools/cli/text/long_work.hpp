// Runs long work with a progress line and a clean stop at Ctrl-C.
#pragma once

#include "text/interrupt.hpp"
#include "text/terminal.hpp"

namespace profilestore::cli {

/// Only one may exist at a time.
class LongWork {
 public:
  /// REQUIRES: `this` outlives the result.
  OnProgress progress() {
    return [this](const StepProgress& progress) {
      interrupt_.check();
      line_.show(progress);
    };
  }

 private:
  ProgressLine line_;
  InterruptGuard interrupt_;
};

}  // namespace profilestore::cli
