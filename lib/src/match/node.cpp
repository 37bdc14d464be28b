#include "match/node.hpp"

#include <algorithm>

#include "match/walk.hpp"

namespace profilestore::match {
namespace {

bool match_leaf(const Leaf& leaf, const Document& document, std::optional<std::size_t>& position) {
  if (!leaf.index_within)
    return any_element(document, leaf.path, leaf.at_end, leaf.holds, &position);
  std::optional<std::size_t> outer, within;
  const Test holds = [&](const Value* element) {
    if (element == nullptr || !element->is_array()) return false;
    within = leaf.index_within(*element);
    return within.has_value();
  };
  if (!any_element(document, leaf.path, leaf.at_end, holds, &outer)) return false;
  position = outer ? outer : within;
  return true;
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

/// How the tree combines what `leaf_holds` says of its leaves for `value`.
template <class LeafTest>
bool holds(const Node& node, const Value& value, const LeafTest& leaf_holds) {
  const auto of_branch = [&](const Node& branch) { return holds(branch, value, leaf_holds); };
  switch (node.kind) {
    case Node::Kind::all:
      return std::ranges::all_of(node.branches, of_branch);
    case Node::Kind::any:
      return std::ranges::any_of(node.branches, of_branch);
    case Node::Kind::none:
      return std::ranges::none_of(node.branches, of_branch);
    case Node::Kind::leaf:
      return leaf_holds(*node.leaf);
    case Node::Kind::whole:
      return node.accepts(value, Place());
  }
  return false;
}

// The operand is that of the one comparison that the node is, or negates.
std::string rule_that_fails(const Node& node) {
  const Node& inner =
      node.kind == Node::Kind::none && node.branches.size() == 1 ? node.branches.front() : node;
  const bool has_operand =
      inner.leaf && inner.leaf->bound && inner.leaf->bound->operands.size() == 1;
  return has_operand && node.label.op != "$not" && node.label.op != "$nor"
             ? rule_of(node.label.op, inner.leaf->bound->operands.front())
             : node.label.op;
}

}  // namespace

bool is_membership(const Node& node) {
  if (node.branches.empty()) return false;
  const auto pins_the_path = [&](const Node& branch) {
    return branch.leaf && branch.leaf->pinned &&
           branch.leaf->path.text() == node.branches.front().leaf->path.text();
  };
  return std::ranges::all_of(node.branches, pins_the_path);
}

bool matches(const Node& node, const Document& document) {
  return holds(node, document, [&](const Leaf& leaf) {
    return any_element(document, leaf.path, leaf.at_end, leaf.holds);
  });
}

bool passes(const Node& node, const Value& element) {
  return holds(node, element, [&](const Leaf& leaf) { return leaf.holds(&element); });
}

void explain(const Node& node, const Document& document, std::vector<RuleFailure>& failures) {
  const Place root(failures);
  if (node.kind == Node::Kind::whole) {
    node.accepts(document, root);
  } else if (node.kind == Node::Kind::all && node.label.op.empty()) {
    for (const Node& branch : node.branches) explain(branch, document, failures);
  } else if (!matches(node, document)) {
    const Place place = node.label.path.empty() ? root : root.at(node.label.path);
    place.fail(rule_that_fails(node));
  }
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
      return match_leaf(*node.leaf, document, position);
    case Node::Kind::whole:
      return node.accepts(document, Place());
  }
  return false;
}

}  // namespace profilestore::match
