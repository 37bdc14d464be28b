// Which fields of a document a read gives: MongoDB's projection.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>

#include "match/filter.hpp"
#include "reshaping/reshaping.hpp"

namespace profilestore::read {

struct ProjectionTree;

/// A parsed projection. Copies are cheap; safe from any thread.
class Projection {
 public:
  Projection() = default;

  /// Throws InvalidInput with MongoDB's code: fields included and excluded in one projection
  /// (31253, 31254), a path and its parent (31249), a path twice (31250), a bad $slice (28667,
  /// 28724) or $elemMatch (31274, 31275), a positional `$` that stands twice (31276), beside an
  /// $elemMatch (31255, 31256), within a path (31394), in an exclusion (31395) or with anything but
  /// a number or true (31271, 31308), an expression in an exclusion (31252, 31310), a bad path
  /// (15, 15998, 16410, 40352, 40353, 5392900), an empty object (51270), an operator that there is
  /// not (31325), and InvalidExpression for what is wrong with an expression. Beside what only a
  /// find has ($slice of the field, $elemMatch, `$`) expressions are for top-level fields (2).
  /// `terms`: how an $elemMatch and expressions compare, and the variables that these know.
  /// REQUIRES: `projection` is in normal form. Null projects nothing away.
  static Projection parse(const Document& projection,
                          const std::shared_ptr<const match::Terms>& terms = nullptr);

  bool empty() const { return tree_ == nullptr && !expressions_; }

  /// Whether `apply` needs to know where the filter matched: a path ends with `.$`.
  bool is_positional() const;

  /// The fields that it gives of `document`; `position` is Match::position of the filter: of the
  /// first array on the way along a positional path it leaves the one element at that position.
  /// Throws InvalidInput if there is such an array, but no position (51246), or no such element
  /// (51247). Throws InvalidExpression as expression::Expression::evaluate.
  Document apply(const Document& document, std::optional<std::size_t> position = {}) const;

 private:
  std::shared_ptr<const ProjectionTree> tree_;
  std::optional<expression::Reshaping> expressions_;  ///< instead: a $project
  expression::Variables variables_;
};

}  // namespace profilestore::read
