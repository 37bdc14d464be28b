// The values at several paths of one document, arrays taken apart: what a sort compares and an
// index stores.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"

namespace profilestore::document {

/// One value a path; a null pointer where there is none.
using Tuple = std::vector<const Value*>;

struct Tuples {
  std::vector<Tuple> tuples;  ///< at least one
  bool has_array = false;     ///< a path led to or through an array, even one of one element
  /// Two paths that lead into different arrays; `tuples` is then empty.
  std::optional<std::pair<std::string, std::string>> parallel;
};

/// MongoDB's key generation: an array at a path, or on the way to it, gives one tuple for each of
/// its elements; an element that the path cannot go on in has no value there. An empty array at a
/// path's end has the value undefined. A numeric segment names an element of an array. Arrays
/// within arrays stay whole. All paths together may lead into one array at a time.
///
/// The values belong to `document`, which must outlive them.
Tuples tuples_at(const Value& document, std::span<const Path> paths);

}  // namespace profilestore::document
