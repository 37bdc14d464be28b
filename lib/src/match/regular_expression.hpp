// A regular expression, compiled by PCRE2, which is what MongoDB itself matches with. Text is
// UTF-8; character classes such as \d and \w are ASCII's, as with MongoDB.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct pcre2_real_code_8;

namespace profilestore::match {

/// Copies share the compiled form; safe from any thread.
class RegularExpression {
 public:
  /// `options`: any of i (either case), m (^ and $ at every line), s (the dot is a line's end too),
  /// x (spaces and comments in the pattern mean nothing) and u (UTF-8, which holds anyway).
  /// Throws InvalidFilter, naming `path`: 51108 for another option, 51091 for a pattern that PCRE2
  /// does not compile, 2 for one that is too long or holds a NUL.
  RegularExpression(const std::string& pattern, const std::string& options, std::string path);

  /// Whether `text` holds a match. Throws InvalidFilter (51156) when looking for one takes more
  /// steps or memory than any sane pattern: a filter must not stop the program.
  bool found_in(std::string_view text) const;

 private:
  std::shared_ptr<const pcre2_real_code_8> code_;
  std::string path_;
};

}  // namespace profilestore::match
