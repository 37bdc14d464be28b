#include "update/operators/arithmetic.hpp"

#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::update {
namespace {

Value combined(const Arithmetic& kind, const Value& number, const Value& operand,
               const Context& context) {
  const document::Type type = document::type_of(number);
  const std::string& path = context.path.text();
  if (!document::is_number(type))
    throw InvalidUpdate(14,
                        fmt::format("Cannot apply {} to a value of non-numeric type: the field "
                                    "'{}' is of type {}",
                                    kind.op, path, document::alias(type)),
                        path, std::string(kind.op));
  std::optional<Value> result = kind.combine(number, operand);
  if (!result.has_value())
    throw InvalidUpdate(2,
                        fmt::format("Failed to apply {} operations to the field '{}': the {} does "
                                    "not fit 64 bits",
                                    kind.op, path, kind.result),
                        path, std::string(kind.op));
  return *std::move(result);
}

// MongoDB: SafeNum::isIdentical. An equal number of the same type is no change: 0.0 times -1 stays
// 0.0, and 1.0 plus 0.00 keeps its digits.
bool is_same(const Value& a, const Value& b) {
  return document::type_of(a) == document::type_of(b) && document::compare_numbers(a, b) == 0;
}

}  // namespace

void check_number(const Arithmetic& kind, const document::Path& path, const Value& operand) {
  const document::Type type = document::type_of(operand);
  if (!document::is_number(type))
    throw InvalidUpdate(14,
                        fmt::format("Cannot {} with non-numeric argument: the operand for '{}' is "
                                    "of type {}",
                                    kind.verb, path.text(), document::alias(type)),
                        path.text(), std::string(kind.op));
}

Action combine_with(const Arithmetic& kind, const Value& operand, Value if_missing) {
  return [&kind, operand, if_missing = std::move(if_missing)](Leaf& leaf, const Context& context) {
    if (!leaf.has_value()) {
      leaf.emplace(if_missing);
      return true;
    }
    Value result = combined(kind, *leaf, operand, context);
    if (is_same(*leaf, result)) return false;
    leaf.emplace(std::move(result));
    return true;
  };
}

}  // namespace profilestore::update
