// A regular expression, compiled by PCRE2, which is what MongoDB itself matches with. Text is
// UTF-8; character classes such as \d and \w are ASCII's, as with MongoDB.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct pcre2_real_code_8;

namespace profilestore::document {

/// Why a pattern cannot be compiled, or no match be looked for. The words never quote the pattern.
class PatternFault : public std::runtime_error {
 public:
  enum class Kind {
    nul,
    too_long,
    option,  ///< a letter that is no option
    syntax,  ///< PCRE2 does not compile it
    run,     ///< looking for a match takes more steps or memory than any sane pattern
  };
  PatternFault(Kind kind, const std::string& words) : std::runtime_error(words), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// Copies share the compiled form; safe from any thread.
class Pattern {
 public:
  /// Where a match, or one of its groups, is in the text, in bytes.
  struct Span {
    std::size_t begin, end;
  };
  /// The match, then its groups; nothing for a group that took no part.
  using Found = std::vector<std::optional<Span>>;

  /// `options`: any of i (either case), m (^ and $ at every line), s (the dot is a line's end too),
  /// x (spaces and comments in the pattern mean nothing) and u (UTF-8, which holds anyway).
  /// Throws PatternFault.
  Pattern(const std::string& pattern, std::string_view options);

  /// Whether `text` holds a match. Throws PatternFault (run).
  bool found_in(std::string_view text) const;

  /// The first match that begins at `start` or behind. Throws PatternFault (run).
  std::optional<Found> find(std::string_view text, std::size_t start = 0) const;

 private:
  std::shared_ptr<const pcre2_real_code_8> code_;
  std::size_t groups_ = 0;
};

}  // namespace profilestore::document
