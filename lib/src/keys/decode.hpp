// The value that a column of a key was made of.
#pragma once

#include <optional>
#include <profilestore/document.hpp>

#include "keys/key.hpp"

namespace profilestore::keys {

/// A value that is encoded as `part`: which type a number had is not in a key. Nothing for a value
/// of a type that is hardly an `_id`: a timestamp, a pattern, code, a DBPointer, MinKey, MaxKey.
std::optional<Value> decode(const Part& part);

}  // namespace profilestore::keys
