// $rename: moves a value from one path to another, neither of which may lead through an array.
#pragma once

#include <optional>
#include <profilestore/document.hpp>

#include "document/path.hpp"

namespace profilestore::update {

/// Where the value at `source` goes. Throws InvalidUpdate for what is no path or overlaps `source`,
/// and for a positional segment in either.
document::Path read_rename(const document::Path& source, const Value& operand);

/// The value that is to move from `source` to `destination`; nothing if there is none.
/// Throws InvalidUpdate if either leads through an array (2) or `source` through a scalar (28).
std::optional<Value> value_to_rename(Document& document, const document::Path& source,
                                     const document::Path& destination);

}  // namespace profilestore::update
