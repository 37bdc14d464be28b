// $min and $max: the operand, if it stands before (after) the value at the path in BSON's order.
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

// MongoDB: strictly less or greater, so an equal number of another type leaves the old one.
Action replace_if(std::weak_ordering wanted, const Value& operand,
                  const document::Comparison& order) {
  return [wanted, value = operand, order](Leaf& leaf, const Context&) {
    if (leaf.has_value() && order.compare(value, *leaf) != wanted) return false;
    leaf.emplace(value);
    return true;
  };
}

}  // namespace

Action read_min(const document::Path&, const Value& operand, const document::Comparison& order) {
  return replace_if(std::weak_ordering::less, operand, order);
}

Action read_max(const document::Path&, const Value& operand, const document::Comparison& order) {
  return replace_if(std::weak_ordering::greater, operand, order);
}

}  // namespace profilestore::update
