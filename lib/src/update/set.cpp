// $set and $setOnInsert: the value at the path becomes the operand, whatever type it had.
#include "document/compare.hpp"
#include "update/operation.hpp"

namespace profilestore::update {

Action read_set(const document::Path&, const Value& operand) {
  return [value = operand](Leaf& leaf, const Context&) {
    if (leaf.has_value() && document::identical(*leaf, value)) return false;
    leaf.emplace(value);
    return true;
  };
}

}  // namespace profilestore::update
