// The parsed form of a projection: a tree of field names.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/path.hpp"
#include "expression/expression.hpp"
#include "match/filter.hpp"
#include "read/projection_slice.hpp"

namespace profilestore::read {

/// What a projection says of one field.
struct Field {
  enum class Kind { parent, included, excluded, sliced, matched, computed };

  Kind kind = Kind::parent;
  std::vector<std::pair<std::string, Field>> fields = {};    ///< of a parent, as written
  std::unordered_map<std::string, std::size_t> places = {};  ///< where in `fields` a name is
  Slice slice = {};                                          ///< of sliced
  std::optional<expression::Expression> computed = {};       ///< of computed
  std::optional<match::Filter> filter = {};  ///< of matched: {name: {$elemMatch: …}}

  /// The field of a parent, or null pointer.
  const Field* find(const std::string& name) const;
  Field* find(const std::string& name);
  /// Adds a field to a parent. REQUIRES: it has none of that name.
  Field& add(const std::string& name, Field field);
};

/// A whole projection.
struct ProjectionTree {
  Field root = {};
  bool inclusion = false;                         ///< fields that it does not name are left out
  std::optional<document::Path> positional = {};  ///< the path that stands before `.$`
};

/// The tree of a projection. Throws as Projection::parse.
ProjectionTree parse_projection(const Document& projection,
                                const std::shared_ptr<const match::Terms>& terms);

}  // namespace profilestore::read
