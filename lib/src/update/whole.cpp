#include "update/whole.hpp"

#include <cmath>

#include "document/decimal.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::update {

std::optional<std::int64_t> whole(const Value& operand) {
  if (const auto integer = document::integer_of(operand)) return integer;
  if (const auto number = document::real_of(operand)) {
    const bool fits = *number >= -0x1p63 && *number < 0x1p63 && std::trunc(*number) == *number;
    return fits ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
  }
  if (document::type_of(operand) != document::Type::decimal) return std::nullopt;
  return document::Decimal::from_text(operand.begin().value().get_ref<const std::string&>())
      ->to_integer();
}

}  // namespace profilestore::update
