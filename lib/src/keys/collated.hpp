// The key part of a value under a collation.
#pragma once

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

}  // namespace profilestore::keys
