// Charts of a report: bars in inline SVG, readable without colour and by a screen reader.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

struct Bar {
  std::string label;  ///< under it
  std::int64_t value;
};

/// Vertical bars, each with its label and its value. `title` describes the chart to screen readers.
/// REQUIRES: at least one bar.
std::string bar_chart(const std::string& title, const std::vector<Bar>& bars);

/// All buckets of a timeline from the first to the last, empty ones included.
std::string timeline_chart(const std::string& title, const Value& timeline);

}  // namespace profilestore::cli
