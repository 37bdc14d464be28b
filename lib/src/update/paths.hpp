// The paths of one update: which it may name, which clash, and in which order they apply.
// Knows paths alone, no document.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "document/path.hpp"

namespace profilestore::update {

/// Whether a segment is `$[]` or `$[identifier]`, which stand for elements of an array.
bool is_array_filter(std::string_view segment);

/// The identifier of `$[identifier]`; empty of `$[]`. REQUIRES: is_array_filter(segment).
std::string_view identifier_of(std::string_view segment);

/// Whether a segment stands for others, which a document decides: `$`, `$[]`, `$[identifier]`.
bool is_positional(std::string_view segment);
bool is_positional(const document::Path& path);

/// What is before the first positional segment. REQUIRES: that is not the first.
document::Path fixed_part(const document::Path& path);

/// Throws InvalidUpdate for a path that no operator may have: an empty segment (56), a positional
/// segment at the beginning or two `$` (2), and what check_storable refuses.
void check_path(const document::Path& path, std::string_view op);

/// Throws InvalidUpdate for a path that no document can have: a segment that would make its object
/// read as a wrapper such as {"$oid": …} (52), or more levels than a document may have (15).
void check_storable(const document::Path& path, std::string_view op);

/// Whether a new field at `a` comes before one at `b`. MongoDB: lexicographic by segment, numbers
/// by their value.
bool applies_before(const document::Path& a, const document::Path& b);

/// The paths that the operators of one update have taken so far.
class TakenPaths {
 public:
  /// Throws InvalidUpdate (40) if `path`, a parent or a child of it is taken. MongoDB: one parent
  /// cannot have children by name and by `$[]` either.
  void take(const document::Path& path, std::string_view op);

 private:
  enum class Use { leaf, object, array };

  std::map<std::string, Use, std::less<>> taken_;
};

}  // namespace profilestore::update
