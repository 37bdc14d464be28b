// $addToSet: appends to an array the values that it does not hold yet.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>
#include <vector>

#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

constexpr const char* add_to_set_name = "$addToSet";

// MongoDB: $each counts only as the first field; another object is a value like any other.
bool has_each(const Value& operand) {
  return document::is_plain_object(operand) && !operand.empty() && operand.begin().key() == "$each";
}

std::vector<Value> values_of(const document::Path& path, const Value& operand) {
  if (!has_each(operand)) return std::vector<Value>{operand};
  const Value& each = operand.begin().value();
  if (!each.is_array())
    throw InvalidUpdate(14,
                        fmt::format("The argument to $each in $addToSet must be an array but it "
                                    "was of type {}",
                                    document::alias(document::type_of(each))),
                        path.text(), add_to_set_name);
  if (operand.size() > 1)
    throw InvalidUpdate(2,
                        fmt::format("Found unexpected fields after $each in $addToSet: {}",
                                    std::next(operand.begin()).key()),
                        path.text(), add_to_set_name);
  return std::vector<Value>(each.begin(), each.end());
}

// Values without duplicates, in the order they were given, and that can be looked up.
class Set {
 public:
  Set(std::vector<Value> values, document::Comparison order) : order_(std::move(order)) {
    for (Value& value : values) {
      const auto place = lower_bound(value);
      if (place != sorted_.end() && order_.equal(values_[*place], value)) continue;
      sorted_.insert(place, values_.size());
      values_.push_back(std::move(value));
    }
  }

  /// Appends to `array` those that are not equal to one of its elements; returns whether any was.
  bool add_missing_to(Value& array) const {
    std::vector<bool> present(values_.size());
    for (const Value& element : array) {
      const auto place = lower_bound(element);
      if (place != sorted_.end() && order_.equal(values_[*place], element)) present[*place] = true;
    }
    for (std::size_t i = 0; i < values_.size(); ++i)
      if (!present[i]) array.push_back(values_[i]);
    return std::find(present.begin(), present.end(), false) != present.end();
  }

 private:
  std::vector<std::size_t>::const_iterator lower_bound(const Value& value) const {
    return std::lower_bound(
        sorted_.begin(), sorted_.end(), value,
        [this](std::size_t i, const Value& wanted) { return order_(values_[i], wanted); });
  }

  document::Comparison order_;
  std::vector<Value> values_;
  std::vector<std::size_t> sorted_;  // places in values_, in BSON's order
};

bool add(Leaf& leaf, const Set& set, const Context& context) {
  const bool is_new = !leaf.has_value();
  if (is_new) leaf.emplace(Value::array());
  if (!leaf->is_array())
    throw InvalidUpdate(2,
                        fmt::format("Cannot apply $addToSet to non-array field. Field named '{}' "
                                    "has non-array type {}",
                                    context.path.text(), document::alias(document::type_of(*leaf))),
                        context.path.text(), add_to_set_name);
  return set.add_missing_to(*leaf) || is_new;
}

}  // namespace

Action read_add_to_set(const document::Path& path, const Value& operand,
                       const document::Comparison& order) {
  return [set = Set(values_of(path, operand), order)](Leaf& leaf, const Context& context) {
    return add(leaf, set, context);
  };
}

}  // namespace profilestore::update
