// What the survivor of a group takes from the others: the rules, and the document that they make.
#pragma once

#include <cstdint>
#include <memory>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"
#include "merge/combine.hpp"
#include "merge/ranking.hpp"
#include "merge/rule_use.hpp"

namespace profilestore::merge {

/// A value of a merged document that is not the survivor's own.
struct Taken {
  std::string field;
  std::string rule;               ///< as it is written
  std::vector<std::size_t> from;  ///< whose, by rank; never empty, and seldom the survivor alone
};

struct Merged {
  Document document;
  std::vector<Taken> taken;  ///< empty: the document is the survivor's
};

/// Rules, each written as one of
///
///     fill                fields that are missing or null in the survivor, also inside its
///                         sub-documents, come from the best document that has them
///     union:FIELD         arrays: the distinct elements of all, those of better documents first;
///                         union:FIELD@KEY: sub-documents with an equal value at KEY are one, also
///                         those of the survivor itself
///     max:FIELD           the greatest value, in MongoDB's order; min:FIELD the least
///     newest:FIELD        the value of the document with the newest updatedAt; newest:FIELD@BY
///                         asks BY
///     longest:FIELD       the longest string (in characters) or array (in elements)
///     concat:FIELD        distinct strings joined by a line break, or by what follows in
///                         concat:FIELD@SEPARATOR; arrays one after the other
///     sum:FIELD           the numbers added, as $inc does
///     rank:FIELD=A>B>…    the value that stands first in the list; see Ranking
///     group:F+G+…         fields that move together: all of the document that has most of them
///                         filled, and none of another's
///
/// Missing and null values never take part. Where ranks and rules leave two values equal, the
/// better document's stays. `fill` leaves to the other rules what they speak of, and to a group the
/// sub-documents that its fields are in.
class Merging {
 public:
  /// Throws InvalidInput that names a rule it does not know, or a field that two rules speak of.
  static Merging parse(const std::vector<std::string>& rules);

  bool any() const { return fill_ || !rules_.empty(); }

  /// Whether a document that gives twice changes what comes of it.
  bool sums() const;

  /// What the rules ask of documents.
  std::vector<RuleQuestion> questions() const;

  /// Fields that a merge never changes. Throws InvalidInput if a rule speaks of one.
  void keep_fixed(const std::vector<document::Path>& fields);

  /// `ranked`: documents of one group in normal form, the best first; at least one. `versions`: the
  /// ranks, ascending, of those that are another version of one of the others, or that one of them
  /// was made of: a sum leaves them out. Throws InvalidInput for a sum that does not fit 64 bits.
  Merged merge(std::span<const Document> ranked,
               std::span<const std::uint32_t> versions = {}) const;

 private:
  enum class Kind { join, join_by, greatest, least, newest, longest, concat, sum, rank, group };
  struct Rule {
    Kind kind;
    std::string name;
    std::vector<document::Path> fields;  ///< one, but for a group
    std::string detail;                  ///< what follows the @
    std::shared_ptr<const Ranking> ranking = nullptr;
  };
  static Rule parse_one(std::string_view text);
  static void take_detail(Rule& rule, std::string_view& field);
  void add(Rule rule);
  void fill(std::span<const Document> ranked, Merged& merged) const;
  static RuleQuestion question_of(const Rule& rule);
  static Combined combined(const Rule& rule, std::span<const Document> ranked,
                           std::span<const std::uint32_t> versions);
  static void apply(const Rule& rule, std::span<const Document> ranked,
                    std::span<const std::uint32_t> versions, Merged& merged);
  static void move_group(const Rule& rule, std::span<const Document> ranked, Merged& merged);

  bool fill_ = false;
  std::vector<Rule> rules_;
  std::vector<document::Path> fixed_;
};

}  // namespace profilestore::merge
