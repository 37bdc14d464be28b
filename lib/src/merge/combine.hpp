// One value made of the values that several documents have at a field.
#pragma once

#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"

namespace profilestore::merge {

/// Whether there is a value, and neither null nor undefined.
bool has_value(const Value* value);

/// Whether there is a value that says something: none of those, "", blanks, [] or {}.
bool is_filled(const Value* value);

struct Given {
  std::size_t rank;  ///< of the document
  const Value* value;
};

struct Combined {
  Value value;
  std::vector<std::size_t> from;  ///< ranks of those that gave to it; empty: there is no such value
};

// Of all: `given` goes by rank, and is not empty.
Combined joined(std::span<const Given> given);
Combined greatest(std::span<const Given> given);
Combined least(std::span<const Given> given);
Combined newest(std::span<const Given> given, std::span<const Document> ranked,
                const document::Path& by);
Combined longest(std::span<const Given> given);
Combined concatenated(std::span<const Given> given, const std::string& separator);

}  // namespace profilestore::merge
