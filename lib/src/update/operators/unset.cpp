// $unset: the field goes.
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

bool unset_leaf(Leaf& leaf, const Context& context) {
  if (!leaf.has_value()) return false;
  if (!context.in_array) {
    leaf.reset();
    return true;
  }
  // MongoDB: an element of an array becomes null, so that the others keep their places.
  const bool was_null = leaf->is_null();
  leaf.emplace(nullptr);
  return !was_null;
}

}  // namespace

// MongoDB: the operand of $unset may be anything.
Action read_unset(const document::Path&, const Value&) { return unset_leaf; }

}  // namespace profilestore::update
