// A regular expression of a filter.
#pragma once

#include <string>
#include <string_view>

#include "document/pattern.hpp"

namespace profilestore::match {

/// Copies share the compiled form; safe from any thread.
class RegularExpression {
 public:
  /// `options`: as document::Pattern's. Throws InvalidFilter, naming `path`: 51108 for another
  /// option, 51091 for a pattern that PCRE2 does not compile or that is too long, 2 for one that
  /// holds a NUL.
  RegularExpression(const std::string& pattern, const std::string& options, std::string path);

  /// Whether `text` holds a match. Throws InvalidFilter (51156) when looking for one takes more
  /// steps or memory than any sane pattern: a filter must not stop the program.
  bool found_in(std::string_view text) const;

 private:
  document::Pattern pattern_;
  std::string path_;
};

}  // namespace profilestore::match
