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

/// Upright bars, each with its label and its value. `title` says what is seen. REQUIRES: a bar.
std::string bar_chart(const std::string& title, const std::vector<Bar>& bars);

/// The buckets of a timeline from its first to its last, the empty ones too.
std::string timeline_chart(const std::string& title, const Value& timeline);

}  // namespace profilestore::cli
