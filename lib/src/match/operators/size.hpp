// The length of an array: $size.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$size: 2}}: an array of two elements stands there. The operand is a whole number of any
/// numeric type that fits an Int32, and not negative.
Node parse_size(const Operand& operand);

}  // namespace profilestore::match
