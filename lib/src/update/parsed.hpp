// What an update document says, ready to apply.
#pragma once

#include <optional>
#include <vector>

#include "update/array_filters.hpp"
#include "update/operation.hpp"
#include "update/pipeline.hpp"

namespace profilestore::update {

struct Parsed {
  std::vector<Operation> operations = {};  ///< in the order in which they apply
  ArrayFilters array_filters = {};
  bool is_positional = false;                ///< a path has a positional segment
  std::optional<Document> replacement = {};  ///< instead of operations
  std::optional<Pipeline> pipeline = {};     ///< instead of operations
};

/// An operation at a path without positional segments.
struct Step {
  document::Path path;
  const Operation* operation;
};

/// What the operations are in one document: each positional segment replaced by the elements that
/// it stands for, in the order in which they apply. `position` is the index that `$` stands for.
/// MongoDB: all elements are chosen before any changes. Throws InvalidUpdate if `$` stands for
/// nothing or there is no array at a `$[]` (2), and if two steps clash (40).
std::vector<Step> steps_in(Document& document, const Parsed& update,
                           std::optional<std::size_t> position);

/// Replaces every field but the _id. Returns whether it was written: MongoDB leaves it alone only
/// if it equals the replacement, _id and order of fields included. Throws InvalidUpdate (66) if
/// both have an _id and they are not equal.
bool replace(Document& document, const Document& replacement);

}  // namespace profilestore::update
