#include "match/node.hpp"

#include <algorithm>

#include "match/walk.hpp"

namespace profilestore::match {

bool matches(const Node& node, const Document& document) {
  const auto holds = [&](const Node& branch) { return matches(branch, document); };
  switch (node.kind) {
    case Node::Kind::all:
      return std::ranges::all_of(node.branches, holds);
    case Node::Kind::any:
      return std::ranges::any_of(node.branches, holds);
    case Node::Kind::none:
      return std::ranges::none_of(node.branches, holds);
    case Node::Kind::leaf:
      return any_element(document, node.leaf->path, node.leaf->at_end, node.leaf->holds);
  }
  return false;
}

}  // namespace profilestore::match
