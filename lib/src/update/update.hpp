// The update language, parsed once and applied to many documents. Pure: knows no storage, no clock.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <span>
#include <vector>

#include "document/path.hpp"
#include "match/filter.hpp"

namespace profilestore::update {

struct Parsed;

/// Of all updates that have the same paths.
using SharedPath = std::shared_ptr<const document::Path>;

/// A parsed update document or replacement. Copies are cheap; safe from any thread.
class Update {
 public:
  /// Throws InvalidUpdate with MongoDB's code for an unknown operator, a bad operand, two operators
  /// on one path or on a path and its parent, a segment that is empty or reads as a wrapper, an
  /// array filter that is wrong or that no path uses, a `$[identifier]` without a filter. An array
  /// is a pipeline of $set, $addFields, $unset, $project, $replaceRoot and $replaceWith: what these
  /// and their expressions are refused for, and 9 for array filters beside it.
  /// REQUIRES: `update` and `array_filters` are in normal form.
  /// `terms`: how array filters and operators that compare do so; what they say of an index is not
  /// looked at.
  static Update parse(const Value& update, std::span<const Document> array_filters = {},
                      const std::shared_ptr<const match::Terms>& terms = nullptr);

  /// An update that replaces every field but the _id. Throws InvalidUpdate (9) for what is no
  /// object, and for a field whose name begins with `$`. REQUIRES: it is in normal form.
  static Update parse_replacement(const Document& replacement);

  /// Applies every operator to `document`. `now` is the date that $currentDate writes. `inserting`:
  /// $setOnInsert takes part. `position` is the index that `$` in a path stands for: of the array
  /// element by which the filter matched; none for an inserted document. Returns whether the
  /// document changed (value or numeric type).
  /// Throws InvalidUpdate if the document does not admit it; it is then in an unspecified state.
  /// The result's depth and size are not checked here.
  bool apply(Document& document, const Value& now, bool inserting,
             std::optional<std::size_t> position = {}) const;

  /// Whether apply() looks at `position`: a path has a positional segment.
  bool is_positional() const;

  /// Whether it may write at `path`, above it or below it. A path through an element of an array
  /// counts as writing to all of the array.
  bool touches(const document::Path& path) const;

  /// Whether apply() looks at `now`.
  bool asks_for_now() const;

  /// The paths that apply() looks at or writes at in a document that is there, each cut before its
  /// first positional segment; nothing: it may be any of the document.
  std::optional<std::vector<SharedPath>> paths() const;

  /// The document that an upsert by this update inserts before apply(): as update::seed(), but for
  /// a replacement only the `_id`. Throws InvalidUpdate as update::seed() does, and for a
  /// replacement if the filter asks of a part of the _id (111 NotExactValueField).
  Document seed(std::span<const match::Equality> equalities) const;

 private:
  static Update parse_pipeline(const Value& stages, std::span<const Document> array_filters,
                               const std::shared_ptr<const match::Terms>& terms);

  std::shared_ptr<const Parsed> parsed_;
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
