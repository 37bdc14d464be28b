// What the survivor of a group takes from the others: the rules, and the document that they make.
#pragma once

#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"
#include "merge/rule_use.hpp"

namespace profilestore::merge {

/// A value of a merged document that is not the survivor's own.
struct Taken {
  std::string field;
  std::string rule;               ///< as it is written
  std::vector<std::size_t> from;  ///< whose, by rank; never empty, nor the survivor alone
};

struct Merged {
  Document document;
  std::vector<Taken> taken;  ///< empty: the document is the survivor's
};

/// Rules, each written as one of
///
///     fill                top-level fields that are missing or null in the survivor come from the
///                         best document that has them
///     union:FIELD         arrays: the distinct elements of all, those of better documents first
///     max:FIELD           the greatest value, in MongoDB's order; min:FIELD the least
///     newest:FIELD        the value of the document with the newest updatedAt; newest:FIELD@BY
///                         asks BY
///     longest:FIELD       the longest string (in characters) or array (in elements)
///     concat:FIELD        distinct strings joined by a line break, or by what follows in
///                         concat:FIELD@SEPARATOR; arrays one after the other
///     group:F+G+…         fields that move together: all of the document that has most of them
///                         filled, and none of another's
///
/// Missing and null values never take part. Where ranks and rules leave two values equal, the
/// better document's stays.
class Merging {
 public:
  /// Throws InvalidInput that names a rule it does not know, or a field that two rules speak of.
  static Merging parse(const std::vector<std::string>& rules);

  bool any() const { return fill_ || !rules_.empty(); }

  /// What the rules ask of documents.
  std::vector<RuleQuestion> questions() const;

  /// Fields that a merge never changes. Throws InvalidInput if a rule speaks of one.
  void keep_fixed(const std::vector<document::Path>& fields);

  /// `ranked`: documents of one group in normal form, the best first; at least one.
  Merged merge(std::span<const Document> ranked) const;

 private:
  enum class Kind { join, greatest, least, newest, longest, concat, group };
  struct Rule {
    Kind kind;
    std::string name;
    std::vector<document::Path> fields;  ///< one, but for a group
    std::string detail;                  ///< what follows the @
  };
  static Rule parse_one(std::string_view text);
  void add(Rule rule);
  void fill(std::span<const Document> ranked, Merged& merged) const;
  static void apply(const Rule& rule, std::span<const Document> ranked, Merged& merged);
  static void move_group(const Rule& rule, std::span<const Document> ranked, Merged& merged);

  bool fill_ = false;
  std::vector<Rule> rules_;
  std::vector<document::Path> fixed_;
};

}  // namespace profilestore::merge
