// Every one of several values: $all.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$all: [1, /x/]}}: each value equals, or each regex is found, as {path: value} would have
/// it; {path: {$all: [{$elemMatch: …}, …]}}: each $elemMatch matches. An empty list never does.
Node parse_all(const Operand& operand);

}  // namespace profilestore::match
