// Regular expressions in filters: $regex with $options, and a regex value wherever one may stand.
#pragma once

#include <profilestore/document.hpp>
#include <string>

#include "document/path.hpp"
#include "match/node.hpp"
#include "match/operators.hpp"
#include "match/regular_expression.hpp"

namespace profilestore::match {

/// The test of a regex: a string or symbol in which it is found, or an equal regex value.
class RegexTest {
 public:
  /// Throws InvalidFilter as RegularExpression does.
  RegexTest(std::string pattern, std::string options, const document::Path& path);
  /// REQUIRES: `regex` is a regex value in normal form.
  RegexTest(const Value& regex, const document::Path& path);

  bool operator()(const Value* element) const;

 private:
  std::string pattern_, options_;
  RegularExpression expression_;
};

/// {path: /pattern/options}. REQUIRES: `regex` is a regex value in normal form.
Node regex_leaf(const document::Path& path, const Value& regex);

/// {path: {$regex: text or regex, $options: text}}. The options stand in one of the two places.
Node parse_regex(const Operand& operand);

/// $options has no effect of its own: its $regex, which must be there, reads it.
Node parse_options(const Operand& operand);

}  // namespace profilestore::match
