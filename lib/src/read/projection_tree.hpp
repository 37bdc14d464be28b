// The parsed form of a projection: a tree of field names.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <utility>
#include <vector>

#include "match/filter.hpp"

namespace profilestore::read {

/// $slice: {n} or {skip, n}. Negative: from the end.
struct Slice {
  std::optional<std::int64_t> skip;
  std::int64_t count;
};

/// What a projection says of one field.
struct Field {
  enum class Kind { parent, included, excluded, sliced, matched, positional };

  Kind kind = Kind::parent;
  std::vector<std::pair<std::string, Field>> fields = {};  ///< of a parent, in the order written
  Slice slice = {};                                        ///< of sliced
  std::optional<match::Filter> filter = {};  ///< of matched: {name: {$elemMatch: …}}

  /// Of the root alone.
  bool inclusion = false;
  bool id_excluded = false;

  const Field* find(const std::string& name) const;
};

/// The tree of a projection. Throws as Projection::parse.
Field parse_projection(const Document& projection);

}  // namespace profilestore::read
