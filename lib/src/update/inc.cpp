// $inc: adds a number to the number at the path.
#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

Value sum_of(const Value& number, const Value& amount, const Context& context) {
  const document::Type type = document::type_of(number);
  const std::string& path = context.path.text();
  if (!document::is_number(type))
    throw InvalidUpdate(14,
                        fmt::format("Cannot apply $inc to a value of non-numeric type: the field "
                                    "'{}' is of type {}",
                                    path, document::alias(type)),
                        path, "$inc");
  std::optional<Value> sum = document::add(number, amount);
  if (!sum.has_value())
    throw InvalidUpdate(2,
                        fmt::format("Failed to apply $inc operations to the field '{}': the sum "
                                    "does not fit 64 bits",
                                    path),
                        path, "$inc");
  return *std::move(sum);
}

}  // namespace

Action read_inc(const document::Path& path, const Value& operand) {
  const document::Type type = document::type_of(operand);
  if (!document::is_number(type))
    throw InvalidUpdate(14,
                        fmt::format("Cannot increment with non-numeric argument: the operand for "
                                    "'{}' is of type {}",
                                    path.text(), document::alias(type)),
                        path.text(), "$inc");
  return [amount = operand](Leaf& leaf, const Context& context) {
    if (!leaf.has_value()) {
      leaf.emplace(amount);
      return true;
    }
    Value sum = sum_of(*leaf, amount, context);
    if (document::identical(*leaf, sum)) return false;
    leaf.emplace(std::move(sum));
    return true;
  };
}

}  // namespace profilestore::update
