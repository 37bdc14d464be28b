// The parsed form of a filter: a tree whose inner nodes combine and whose leaves test what stands
// at a path. Operators differ only in the test that they put into a leaf.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <profilestore/document.hpp>
#include <vector>

#include "document/path.hpp"
#include "match/filter.hpp"
#include "match/place.hpp"

namespace profilestore::match {

/// A test of one element that a path leads to. A null pointer is the element that is not there:
/// MongoDB tests it too, so that {a: null} matches a document without `a`.
using Test = std::function<bool(const Value* element)>;

/// What a path that ends at an array leads to.
enum class LeafArray {
  entered,  ///< each of its elements, then the array
  whole,    ///< the array alone
};

struct Leaf {
  document::Path path;
  Test holds;
  LeafArray at_end = LeafArray::entered;
  std::optional<Value> pinned = {};  ///< the value, if the test is equality with one
  std::optional<Bound> bound = {};   ///< what it says of the value, if it is a comparison
  /// Of $elemMatch: which element of an array the test holds for.
  std::function<std::optional<std::size_t>(const Value& array)> index_within = {};
};

/// What a failure of a node is told as: the path and the operator that it was parsed from.
struct Label {
  std::string path;
  std::string op;  ///< empty: what it combines is told, each on its own
};

struct Node {
  enum class Kind {
    all,   ///< AND; without branches it matches everything
    any,   ///< OR
    none,  ///< NOR; of one branch, NOT
    leaf,
    whole,  ///< a test of the document itself
  };

  Kind kind;
  std::vector<Node> branches = {};  ///< of all, any and none
  std::optional<Leaf> leaf = {};    ///< of leaf
  std::function<bool(const Value& document, const Place& place)> accepts = {};  ///< of whole
  std::optional<Bound> bound = {};  ///< of whole: what it says of the value at a path
  Label label = {};
};

inline Node all_of(std::vector<Node> branches) {
  return {.kind = Node::Kind::all, .branches = std::move(branches)};
}

inline Node negation_of(Node node) {
  Node negation{.kind = Node::Kind::none};
  negation.branches.push_back(std::move(node));  // an initializer list would copy the tree
  return negation;
}

inline Node leaf_of(Leaf leaf) { return {.kind = Node::Kind::leaf, .leaf = std::move(leaf)}; }

/// Matches nothing: an OR without branches.
inline Node never() { return {.kind = Node::Kind::any}; }

/// Whether `document` matches. It may be an array: one in an $elemMatch is a document whose fields
/// are its indexes. A leaf matches if any element at its path passes its test.
bool matches(const Node& node, const Document& document);

/// Whether one value passes the tests of the leaves as it is, whatever their paths: {$gt: 5} within
/// an $elemMatch. An array is not entered.
bool passes(const Node& node, const Value& element);

/// Adds what `document` fails, and nothing if it matches: of conditions that all have to hold each
/// that does not, by its label.
void explain(const Node& node, const Document& document, std::vector<RuleFailure>& failures);

/// Whether an $or asks for one of several values at one path. MongoDB 8 rewrites it into an $in,
/// which records a position; any other $or of several branches records none.
bool is_membership(const Node& node);

/// As matches(); sets `position` as Filter::match promises. It holds nothing to rely on if
/// `document` does not match.
bool match(const Node& node, const Document& document, std::optional<std::size_t>& position);

}  // namespace profilestore::match
