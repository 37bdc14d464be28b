// $set and $setOnInsert: the value at the path becomes the operand, whatever type it had.
#include "document/compare.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

// As document::identical(), of what is most often set without the texts of both.
bool is_identical(const Value& a, const Value& b) {
  if (a.is_string() && b.is_string())
    return a.get_ref<const std::string&>() == b.get_ref<const std::string&>();
  return document::identical(a, b);
}

}  // namespace

Action read_set(const document::Path&, const Value& operand) {
  return [value = operand](Leaf& leaf, const Context&) {
    if (leaf.has_value() && is_identical(*leaf, value)) return false;
    leaf.emplace(value);
    return true;
  };
}

}  // namespace profilestore::update
