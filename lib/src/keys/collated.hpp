// Values under a collation: the part of a key, and their comparison.
#pragma once

#include "document/comparison.hpp"
#include "keys/collator.hpp"
#include "keys/key.hpp"

namespace profilestore::keys {

/// encode(), with every string in the value replaced by its sort key: two values have the same part
/// exactly if MongoDB's comparison under the collation calls them equal. Names of fields count as
/// they are, and so do regular expressions, code and the names in a DBPointer.
///
/// Stored on disk: do not change; tests pin it.
///   string, symbol -> BLOB of the bracket of strings and the sort key, never TEXT
///   a string in an array or object -> bracket, length and sort key
Part encode(const Value& value, const Collator& collator);

/// `value` with every string and symbol in it replaced by its sort key, so that comparing two by
/// bytes compares the values under the collation. It is not valid UTF-8, and never stored.
Value collated(Value value, const Collator& collator);

/// Whether a collation has a say in how `value` compares: it is a string or a symbol, or holds one.
bool holds_string(const Value& value);

/// How values are compared under `collation`; by bytes without one. Throws InvalidInput for a
/// strength that collation_of() would not give.
document::Comparison comparison_under(const std::optional<Collation>& collation);

}  // namespace profilestore::keys
