// Whether a field is there at all: $exists.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$exists: true}}: the path leads to an element, a null included. The operand may be any
/// value; MongoDB: false, null, undefined and every zero are false, all else (NaN, "", []) is true.
Node parse_exists(const Operand& operand);

}  // namespace profilestore::match
