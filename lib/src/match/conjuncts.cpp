#include "match/conjuncts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace profilestore::match {
namespace {

// MongoDB: MatchExpression::MatchType, by which it sorts the branches of an AND.
constexpr std::array<std::string_view, 17> kinds{
    "$or",         "$elemMatch",    "$size",       "$eq",           "$lte",    "$lt",
    "$gt",         "$gte",          "$regex",      "$mod",          "$exists", "$in",
    "$bitsAllSet", "$bitsAllClear", "$bitsAnySet", "$bitsAnyClear", "$not"};

std::size_t rank_of(std::string_view kind) {
  return static_cast<std::size_t>(std::ranges::find(kinds, kind) - kinds.begin());
}

std::size_t rank_of(const Node& node) {
  if (node.kind == Node::Kind::none) return rank_of("$not");
  if (node.kind == Node::Kind::any) return rank_of(is_membership(node) ? "$in" : "$or");
  if (!node.leaf) return kinds.size();
  if (node.leaf->pinned) return rank_of("$eq");
  if (node.leaf->index_within) return rank_of("$elemMatch");
  return rank_of(node.label.op.empty() || node.label.op == "$all" ? "$regex" : node.label.op);
}

std::string_view path_of(const Node& node) {
  if (node.leaf) return node.leaf->path.text();
  return node.kind == Node::Kind::any && is_membership(node) ? path_of(node.branches.front())
                                                             : std::string_view();
}

void collect(const Node& node, std::vector<const Node*>& nodes) {
  const bool all = node.kind == Node::Kind::all;
  if (all || (node.kind == Node::Kind::any && node.branches.size() == 1))
    for (const Node& branch : node.branches) collect(branch, nodes);
  else
    nodes.push_back(&node);
}

}  // namespace

std::vector<const Node*> conjuncts_of(const Node& root) {
  std::vector<const Node*> nodes;
  collect(root, nodes);
  if (nodes.size() < 2) return nodes;
  std::vector<std::tuple<std::size_t, std::string_view, std::size_t>> keys;
  keys.reserve(nodes.size());
  for (const Node* node : nodes) keys.emplace_back(rank_of(*node), path_of(*node), keys.size());
  std::ranges::sort(keys);
  std::vector<const Node*> in_order;
  in_order.reserve(nodes.size());
  for (const auto& key : keys) in_order.push_back(nodes[std::get<2>(key)]);
  return in_order;
}

}  // namespace profilestore::match
