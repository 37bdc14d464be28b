// The conditions of a filter in the order in which MongoDB asks them, which decides by which of
// them an array was matched.
#pragma once

#include <vector>

#include "match/node.hpp"

namespace profilestore::match {

/// The nodes that all have to match, nested $and and single-branch $or taken apart, in MongoDB's
/// order: by kind of operator, then by path, then as written. REQUIRES: `root` outlives them.
std::vector<const Node*> conjuncts_of(const Node& root);

}  // namespace profilestore::match
