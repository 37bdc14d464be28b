// Which fields of a document a filter looks at.
#pragma once

#include <string>
#include <vector>

#include "match/node.hpp"

namespace profilestore::match {

/// Adds the top-level fields that the paths of the leaves begin with, each once. False if the node
/// may look at any: it tests the document itself.
bool add_fields(const Node& node, std::vector<std::string>& fields);

}  // namespace profilestore::match
