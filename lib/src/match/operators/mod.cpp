#include "match/operators/mod.hpp"

#include <fmt/format.h>

#include "document/type.hpp"
#include "match/integers.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

std::int64_t operand_of(const Operand& operand, std::size_t index, std::string_view name) {
  const Value& value = operand.value[index];
  if (!document::is_number(document::type_of(value)))
    refuse(fmt::format("malformed mod, {} not a number", name), operand.path.text(), operand.name);
  const auto number = truncated(value);
  if (!number)
    refuse(fmt::format("malformed mod, {} value is invalid", name), operand.path.text(),
           operand.name);
  return *number;
}

}  // namespace

Node parse_mod(const Operand& operand) {
  const auto fault = [&](const char* message) {
    refuse(message, operand.path.text(), operand.name);
  };
  if (!operand.value.is_array()) fault("malformed mod, needs to be an array");
  if (operand.value.size() < 2) fault("malformed mod, not enough elements");
  if (operand.value.size() > 2) fault("malformed mod, too many elements");
  const std::int64_t divisor = operand_of(operand, 0, "divisor");
  const std::int64_t remainder = operand_of(operand, 1, "remainder");
  if (divisor == 0) fault("divisor cannot be 0");
  return leaf_of({.path = operand.path, .holds = [=](const Value* element) {
                    const auto number = element ? truncated(*element) : std::nullopt;
                    // The least integer divided by -1 overflows.
                    return number && (divisor == -1 ? 0 : *number % divisor) == remainder;
                  }});
}

}  // namespace profilestore::match
