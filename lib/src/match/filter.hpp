// The query language, parsed once and applied to many documents. Pure: knows no storage.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/validation.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/compare.hpp"
#include "match/terms.hpp"

namespace profilestore::match {

struct Node;

/// One path that a filter pins to one value.
struct Equality {
  std::string path;
  Value value;
};

/// One condition that every matching document fulfils: some value at the path (MongoDB's implicit
/// traversal of arrays) stands in `relation` to one of `operands`.
struct Bound {
  std::string path;
  document::Relation relation;
  std::vector<Value> operands;  ///< one; of $in, all
};

/// How a document matched.
struct Match {
  /// The index that a positional `$` stands for: of the array element by which the filter matched,
  /// in the outermost array on the way to it.
  std::optional<std::size_t> position;
};

/// A parsed filter. Copies are cheap and share the parsed form; safe from any thread.
class Filter {
 public:
  /// Throws InvalidFilter (MongoDB's code, the path, the operator) for anything the language does
  /// not have; nothing is ever ignored. `terms` say how it compares; without them as MongoDB does
  /// without a collation. REQUIRES: `filter` is in normal form.
  static Filter parse(const Document& filter, std::shared_ptr<const Terms> terms = nullptr);

  /// As parse(), for what elements of an array are asked: the condition of a $pull, an array
  /// filter, the $elemMatch of a projection. MongoDB: 224 for a $jsonSchema in it.
  static Filter parse_element_condition(const Document& filter,
                                        std::shared_ptr<const Terms> terms = nullptr);

  /// Whether `document` (in normal form) matches, with MongoDB's implicit traversal of arrays.
  bool matches(const Document& document) const;

  /// What `document` (in normal form) fails, in the filter's order; nothing if it matches. Of
  /// conditions that all have to hold each that does not, by path and operator; of a $jsonSchema
  /// each path and keyword; of a $or, anyOf, oneOf and not itself.
  std::vector<RuleFailure> failures(const Document& document) const;

  /// How `document` (in normal form) matches; nothing if it does not. MongoDB (its elemMatchKey):
  /// of several conditions the last that went through an array says the position, in MongoDB's
  /// order of operators ($eq, $lte, $lt, $gt, $gte, …) and then of paths; a negation, a $or of
  /// several branches and an array that matches as a whole say none.
  std::optional<Match> match(const Document& document) const;

  /// The equalities that every matching document fulfils and that seed an upsert: those of AND and
  /// EQ nodes of the normalised filter (MongoDB: literal, $eq, one-element $in, one-branch $or,
  /// nested $and), in the filter's order; an equal pair that stands twice is listed once.
  const std::vector<Equality>& equalities() const;

  /// The comparisons that every matching document fulfils, in the filter's order.
  const std::vector<Bound>& bounds() const;

  /// Whether the equalities are the whole filter: a document that fulfils them matches.
  bool only_equalities() const;

  /// The top-level fields that tell whether a document matches, each once; nothing: any may, as
  /// with a $expr.
  std::optional<std::vector<std::string>> fields() const;

  /// How it compares; null: as MongoDB does without a collation.
  const Terms* terms() const { return terms_.get(); }

 private:
  std::shared_ptr<const Node> root_;
  std::shared_ptr<const Terms> terms_;
  std::shared_ptr<const std::vector<const Node*>>
      conjuncts_;  // parts of root_, as match() asks them
  std::shared_ptr<const std::vector<Equality>> equalities_;
  std::shared_ptr<const std::vector<Bound>> bounds_;
  bool only_equalities_ = false;
};

}  // namespace profilestore::match
