// The table that the benchmarks print: a line a question, with its mark and how far it was reached.
// Knows nothing of what was measured, nor of Google Benchmark.
#pragma once

#include <string>
#include <vector>

namespace bench {

/// What the ratio of a row must be.
struct Mark {
  enum class Kind { none, at_least, at_most } kind = Kind::none;
  double bound = 0;  ///< is met by a median of just this
};

inline Mark at_least(double bound) { return {Mark::Kind::at_least, bound}; }
inline Mark at_most(double bound) { return {Mark::Kind::at_most, bound}; }

/// What was found beside what.
struct Row {
  std::string what;
  Mark mark = {};
  /// One a turn. Ours beside the floor: of speeds, or where the mark is an upper bound, of times or
  /// sizes.
  std::vector<double> ratios = {};
  /// The same of CPU time; empty: not known, or of no use.
  std::vector<double> processor_ratios = {};
  std::string ours = {};   ///< with its unit
  std::string floor = {};  ///< with its unit
};

/// REQUIRES: not empty. Of an even number the mean of the two in the middle.
double median(std::vector<double> numbers);

/// Whether the row has a mark that its median does not reach. REQUIRES: ratios.
bool misses(const Row& row);

/// "12.3", "12,345/s": at most three digits after the first, the thousands apart.
std::string number_text(double number);

/// A duration in s, ms or µs.
std::string duration_text(double seconds);

/// The two lines above the rows, in Markdown; without a line break at the end.
std::string heading();

/// The row, in Markdown: what, mark, median (lowest–highest), that of CPU time, ours, floor,
/// "missed". A row that was
/// not measured says so.
std::string line_of(const Row& row);

}  // namespace bench
