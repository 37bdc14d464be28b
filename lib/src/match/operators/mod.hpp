// The remainder of a division: $mod.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$mod: [divisor, remainder]}}. Divisor, remainder and element lose what stands behind
/// their point before they are looked at; the remainder has the element's sign, as in C. NaN, the
/// infinities and what is beyond 64 bits match nothing, and are refused as operands.
Node parse_mod(const Operand& operand);

}  // namespace profilestore::match
