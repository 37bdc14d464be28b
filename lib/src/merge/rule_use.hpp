// Whether the rules, identity fields and keys of an import apply to its documents: a mistyped name
// applies to none, and must not decide in silence.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"

namespace profilestore::merge {

/// What a rule needs a value to be.
enum class Need {
  anything,
  moment,    ///< see moment_of()
  array,     ///< an array
  length,    ///< a string or an array
  one_kind,  ///< all numbers, all strings, or all something else
  number,
  listed,      ///< what AskedField::takes takes
  referenced,  ///< the same, but that it is not is nobody's fault
};

/// A field that a rule asks for.
struct AskedField {
  document::Path path;
  Need need = Need::anything;
  bool speaks = true;  ///< whether a document with a value there is one that the rule speaks of
  std::function<bool(const Value&)> takes = {};  ///< for Need::listed and Need::referenced
};

/// A rule, an identity field or a key, and the fields that it asks for.
struct RuleQuestion {
  std::string option;              ///< "keep", "merge", "identity" or "unique"
  std::string rule;                ///< as it is written
  std::vector<AskedField> fields;  ///< none: it speaks of every document
  bool must_apply = true;          ///< whether it is an error if no document has a field
};

/// What became of a question.
struct RuleCount {
  std::int64_t documents = 0;           ///< that have a value at one of the fields
  std::vector<std::int64_t> has_field;  ///< by field: documents that have it, even if null
  std::int64_t unreadable = 0;          ///< that have a value which is not what the rule needs
  std::string example;                  ///< the first such value, as JSON

  /// For Need::one_kind: numbers, strings, others.
  std::array<std::int64_t, 3> kinds{};
  std::array<std::string, 3> kind_examples{};

  /// Adds what was counted after this.
  void add(const RuleCount& later);

  /// Of the values of several kinds all but the most frequent are unreadable.
  void settle();
};

/// Why a rule applies to no document although they have its field; empty: it does. Ends without a
/// full stop.
std::string why_never(const RuleQuestion& question, const RuleCount& counted);

/// Counts one document. `fields` need hold only what is asked for.
void count(const RuleQuestion& question, const Document& fields, RuleCount& counted);

}  // namespace profilestore::merge
