// The progress line on a terminal. All calls that only POSIX has.
#pragma once

#include <chrono>
#include <profilestore/progress.hpp>
#include <string>

namespace profilestore::cli {

/// "writing  45 %  12.3 of 27.1 MB  85,000 documents/s  0:04 left". `first` is the progress of this
/// step `elapsed` ago, from which rate and remaining time are computed. Without a total:
/// "undoing  12,288 documents  0:01".
std::string progress_text(const StepProgress& progress, const StepProgress& first,
                          std::chrono::duration<double> elapsed);

/// One line on standard error that overwrites itself and disappears at the end. Does nothing if
/// standard error is not a terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const StepProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  void write(const std::string& text);

  bool on_terminal_;
  bool shown_ = false;
  StepProgress first_;  // of this step
  Clock::time_point began_ = {}, last_ = {};
};

}  // namespace profilestore::cli
