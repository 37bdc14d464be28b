// Which fields of a document a read gives: MongoDB's projection.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>

#include "match/filter.hpp"

namespace profilestore::read {

struct Field;

/// A parsed projection. Copies are cheap; safe from any thread.
class Projection {
 public:
  Projection() = default;

  /// Throws InvalidInput with MongoDB's code: fields included and excluded in one projection
  /// (31253, 31254), a path and its parent (31249), a path twice (31250), a bad $slice (28667),
  /// $elemMatch (31274, 31275) or positional `$` (31276, 31394, 31395), an expression (not
  /// supported: 2). REQUIRES: `projection` is in normal form. Null projects nothing away.
  static Projection parse(const Document& projection);

  bool empty() const { return root_ == nullptr; }

  /// Whether `apply` needs to know where the filter matched: a path ends with `.$`.
  bool is_positional() const;

  /// The fields that it gives of `document`; `position` is Match::position of the filter.
  /// Throws InvalidInput (51246) if it is positional and there is none.
  Document apply(const Document& document, std::optional<std::size_t> position = {}) const;

 private:
  std::shared_ptr<const Field> root_;
};

}  // namespace profilestore::read
