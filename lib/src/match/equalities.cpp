#include "match/equalities.hpp"

#include <compare>
#include <set>

#include "document/compare.hpp"

namespace profilestore::match {
namespace {

struct ByPathAndValue {
  bool operator()(const Leaf* a, const Leaf* b) const {
    if (a->path.text() != b->path.text()) return a->path.text() < b->path.text();
    return std::is_lt(document::compare(*a->pinned, *b->pinned));
  }
};

// Whether every match fulfils each of the branches.
bool needs_all(const Node& node) {
  return node.kind == Node::Kind::all ||
         (node.kind == Node::Kind::any && node.branches.size() == 1);
}

void collect(const Node& node, std::vector<Bound>& bounds) {
  if (needs_all(node))
    for (const Node& branch : node.branches) collect(branch, bounds);
  else if (node.kind == Node::Kind::leaf && node.leaf->bound)
    bounds.push_back(*node.leaf->bound);
  else if (node.kind == Node::Kind::whole && node.bound)
    bounds.push_back(*node.bound);
}

class Collector {
 public:
  void visit(const Node& node) {
    if (needs_all(node)) {
      for (const Node& branch : node.branches) visit(branch);
    } else if (node.kind == Node::Kind::leaf && node.leaf->pinned) {
      add(*node.leaf);
    } else {
      pinned_.complete = false;
    }
  }

  Pinned result() && { return std::move(pinned_); }

 private:
  void add(const Leaf& leaf) {
    if (seen_.insert(&leaf).second) pinned_.equalities.push_back({leaf.path.text(), *leaf.pinned});
  }

  Pinned pinned_;
  std::set<const Leaf*, ByPathAndValue> seen_;
};

}  // namespace

Pinned pinned_by(const Node& root) {
  Collector collector;
  collector.visit(root);
  return std::move(collector).result();
}

std::vector<Bound> bounds_of(const Node& root) {
  std::vector<Bound> bounds;
  collect(root, bounds);
  return bounds;
}

}  // namespace profilestore::match
