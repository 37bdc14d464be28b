// $push: adds one value to an array, or with $each several; then the array may be sorted and cut.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "document/type.hpp"
#include "update/array_order.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

struct Push {
  Value values = Value::array();
  std::optional<std::int64_t> position = {};  // from the end if negative
  std::optional<ArrayOrder> order = {};
  std::optional<std::int64_t> slice = {};  // of the end if negative
};

[[noreturn]] void refuse_push(const document::Path& path, const std::string& message) {
  throw InvalidUpdate(2, message, path.text(), "$push");
}

Value read_each(const document::Path& path, const Value& each) {
  if (each.is_array()) return each;
  refuse_push(path,
              fmt::format("The argument to $each in $push must be an array but it was of type: {}",
                          document::alias(document::type_of(each))));
}

std::int64_t read_whole(const document::Path& path, const std::string& clause,
                        const Value& operand) {
  if (const auto number = document::integral_of(operand)) return *number;
  refuse_push(path, fmt::format("The value for {} must be an integer value but was given type: {}",
                                clause, document::alias(document::type_of(operand))));
}

// MongoDB: without $each, an object of clauses is a value like any other.
Push read_clauses(const document::Path& path, const Value& operand,
                  const document::Comparison& order) {
  if (!document::is_plain_object(operand) || !operand.contains("$each"))
    return {.values = Value::array({operand})};
  Push push;
  for (auto clause = operand.begin(); clause != operand.end(); ++clause) {
    const std::string& name = clause.key();
    if (name == "$each")
      push.values = read_each(path, *clause);
    else if (name == "$position")
      push.position = read_whole(path, name, *clause);
    else if (name == "$sort")
      push.order = ArrayOrder::parse(path, *clause, order);
    else if (name == "$slice")
      push.slice = read_whole(path, name, *clause);
    else
      refuse_push(path, fmt::format("Unrecognized clause in $push: {}", name));
  }
  return push;
}

void insert(Value& array, const Push& push) {
  const auto size = static_cast<std::int64_t>(array.size());
  std::int64_t at = std::min(push.position.value_or(size), size);
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  array.insert(array.begin() + at, push.values.begin(), push.values.end());
}

// Returns whether an element had to go.
bool cut(Value& array, std::int64_t slice) {
  const auto size = static_cast<std::int64_t>(array.size());
  if (slice >= size || slice <= -size) return false;
  if (slice >= 0) array.erase(array.begin() + slice, array.end());
  if (slice < 0) array.erase(array.begin(), array.end() + slice);
  return true;
}

bool change(Leaf& leaf, const Push& push, const Context& context) {
  const bool is_new = !leaf.has_value();
  if (is_new) leaf.emplace(Value::array());
  if (!leaf->is_array())
    refuse_push(context.path,
                fmt::format("The field '{}' must be an array but is of type {}",
                            context.path.text(), document::alias(document::type_of(*leaf))));
  // MongoDB does not compare: what adds, sorts or cuts is a change, whatever comes of it.
  bool changed = is_new || !push.values.empty() || push.order;
  insert(*leaf, push);
  if (push.order) push.order->sort(*leaf);
  if (push.slice) changed |= cut(*leaf, *push.slice);
  return changed;
}

}  // namespace

Action read_push(const document::Path& path, const Value& operand,
                 const document::Comparison& order) {
  return [push = read_clauses(path, operand, order)](Leaf& leaf, const Context& context) {
    return change(leaf, push, context);
  };
}

}  // namespace profilestore::update
