// One value made of the values that several documents have at a field.
#pragma once

#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"
#include "merge/ranking.hpp"

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
/// Elements with an equal value at `key` are one, that of the better document.
Combined joined_by(std::span<const Given> given, const document::Path& key);
Combined greatest(std::span<const Given> given);
Combined least(std::span<const Given> given);
Combined newest(std::span<const Given> given, std::span<const Document> ranked,
                const document::Path& by);
Combined longest(std::span<const Given> given);
Combined concatenated(std::span<const Given> given, const std::string& separator);
Combined best_ranked(std::span<const Given> given, const Ranking& ranking);
/// The sum of the numbers, as $inc adds. Throws InvalidInput, which names `rule`, if integers do
/// not fit 64 bits.
Combined summed(std::span<const Given> given, const std::string& rule);

}  // namespace profilestore::merge
