#include "match/node.hpp"

#include <algorithm>

#include "match/walk.hpp"

namespace profilestore::match {
namespace {

/// MongoDB 8 rewrites an $or of equalities at one path into an $in, which records a position; any
/// other $or of several branches records none.
bool is_membership(const Node& node) {
  const auto pins_the_path = [&](const Node& branch) {
    return branch.leaf && branch.leaf->pinned &&
           branch.leaf->path.text() == node.branches.front().leaf->path.text();
  };
  return std::ranges::all_of(node.branches, pins_the_path);
}

bool match_any(const Node& node, const Document& document, std::optional<std::size_t>& position) {
  if (node.branches.size() == 1) return match(node.branches.front(), document, position);
  if (!is_membership(node)) return matches(node, document);
  const auto is_member = [&](const Value* element) {
    return std::ranges::any_of(node.branches,
                               [&](const Node& branch) { return branch.leaf->holds(element); });
  };
  const Leaf& leaf = *node.branches.front().leaf;
  return any_element(document, leaf.path, leaf.at_end, is_member, &position);
}

}  // namespace

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

bool match(const Node& node, const Document& document, std::optional<std::size_t>& position) {
  switch (node.kind) {
    case Node::Kind::all:
      return std::ranges::all_of(
          node.branches, [&](const Node& branch) { return match(branch, document, position); });
    case Node::Kind::any:
      return match_any(node, document, position);
    case Node::Kind::none:
      return matches(node, document);
    case Node::Kind::leaf:
      return any_element(document, node.leaf->path, node.leaf->at_end, node.leaf->holds, &position);
  }
  return false;
}

}  // namespace profilestore::match
