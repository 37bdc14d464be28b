// Equality with one of several values: $in $nin.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$in: […]}}: an element equals one of the values; a null among them equals a missing
/// element too. Of one value, however often it stands there, it is that equality.
Node parse_in(const Operand& operand);

/// {path: {$nin: […]}}: the negation of $in, so that a missing field matches.
Node parse_nin(const Operand& operand);

}  // namespace profilestore::match
