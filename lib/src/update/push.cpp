// $push: appends one value to an array, or with $each several.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

constexpr std::array<std::string_view, 3> unsupported{"$position", "$slice", "$sort"};

[[noreturn]] void refuse(const document::Path& path, const std::string& message) {
  throw InvalidUpdate(2, message, path.text(), "$push");
}

void check_clauses(const document::Path& path, const Value& operand) {
  for (auto clause = operand.begin(); clause != operand.end(); ++clause) {
    const std::string& name = clause.key();
    if (name == "$each") continue;
    if (std::find(unsupported.begin(), unsupported.end(), name) != unsupported.end())
      refuse(path, fmt::format("The clause {} of $push is not supported", name));
    refuse(path, fmt::format("Unrecognized clause in $push: {}", name));
  }
}

// The values to append, as an array. MongoDB: without $each, an object of clauses is a value like
// any other.
Value values_of(const document::Path& path, const Value& operand) {
  const Value* each = document::member(operand, "$each");
  if (each == nullptr) return Value::array({operand});
  check_clauses(path, operand);
  if (!each->is_array())
    refuse(path, fmt::format("The argument to $each in $push must be an array but it was of type: "
                             "{}",
                             document::alias(document::type_of(*each))));
  return *each;
}

bool append(Leaf& leaf, const Value& values, const Context& context) {
  if (!leaf.has_value()) {
    leaf.emplace(values);
    return true;
  }
  if (!leaf->is_array())
    refuse(context.path,
           fmt::format("The field '{}' must be an array but is of type {}", context.path.text(),
                       document::alias(document::type_of(*leaf))));
  leaf->insert(leaf->end(), values.begin(), values.end());
  return !values.empty();
}

}  // namespace

Action read_push(const document::Path& path, const Value& operand) {
  return [values = values_of(path, operand)](Leaf& leaf, const Context& context) {
    return append(leaf, values, context);
  };
}

}  // namespace profilestore::update
