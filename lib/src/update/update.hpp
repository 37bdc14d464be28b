// The update language, parsed once and applied to many documents. Pure: knows no storage, no clock.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"
#include "match/filter.hpp"

namespace profilestore::update {

struct Operation;

/// A parsed update document. Copies are cheap; safe from any thread.
class Update {
 public:
  /// Throws InvalidUpdate with MongoDB's code for an unknown operator, a bad operand, two operators
  /// on one path or on a path and its parent, a segment that is empty or reads as a wrapper, and
  /// for what MongoDB has and we do not: the message says "not supported".
  /// REQUIRES: `update` is in normal form.
  static Update parse(const Document& update);

  /// Applies every operator to `document`. `now` is the date that $currentDate writes. `inserting`:
  /// $setOnInsert takes part. Returns whether the document changed (value or numeric type).
  /// Throws InvalidUpdate if the document does not admit it; it is then in an unspecified state.
  /// The result's depth and size are not checked here.
  bool apply(Document& document, const Value& now, bool inserting) const;

  /// Whether an operator may write at `path`, above it or below it.
  bool touches(const document::Path& path) const;

 private:
  std::shared_ptr<const std::vector<Operation>> operations_;
};

/// The document that an upsert inserts before its operators act: the equalities of the filters as
/// fields, in byte-lexicographic order of their paths, `_id` first.
/// Throws InvalidUpdate (54 NotSingleValueField) if one path is pinned twice or is another's
/// parent.
Document seed(std::span<const match::Equality> equalities);

/// Makes sure that the new document has an `_id` that MongoDB would take, as its first field; draws
/// an ObjectId where there is none.
/// Throws InvalidUpdate for an array, a regex or undefined (53) and for a name in it that begins
/// with `$` (52).
void ensure_id(Document& document);

}  // namespace profilestore::update
