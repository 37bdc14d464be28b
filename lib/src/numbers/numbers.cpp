#include "numbers/numbers.hpp"

#include <cmath>
#include <limits>

#include "document/decimal_functions.hpp"
#include "document/type.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

Decimal stored_decimal(const Value& value) {
  return *Decimal::from_text(value.begin().value().get_ref<const std::string&>());
}

std::int64_t clamped(double number) {
  if (std::isnan(number)) return 0;
  if (number >= 0x1p63) return std::numeric_limits<std::int64_t>::max();
  if (number < -0x1p63) return std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(number);
}

}  // namespace

double real_of(const Value& number) {
  if (const auto integer = document::integer_of(number)) return static_cast<double>(*integer);
  if (const auto real = document::real_of(number)) return *real;
  return document::nearest_real(stored_decimal(number));
}

Decimal decimal_of(const Value& number) {
  if (const auto integer = document::integer_of(number)) return Decimal::from_integer(*integer);
  if (const auto real = document::real_of(number)) return Decimal::from_real(*real);
  return stored_decimal(number);
}

Value decimal_value(const Decimal& number) { return {{"$numberDecimal", number.to_text()}}; }

std::optional<std::int32_t> small_integral_of(const Value& value) {
  const auto integer = integral_of(value);
  if (!integer || !document::fits_int32(*integer)) return std::nullopt;
  return static_cast<std::int32_t>(*integer);
}

std::int64_t coerced_integer(const Value& number) {
  if (const auto integer = document::integer_of(number)) return *integer;
  if (const auto real = document::real_of(number)) return clamped(*real);
  const Decimal decimal = stored_decimal(number);
  if (const auto part = document::integer_part(decimal)) return *part;
  return clamped(document::nearest_real(decimal));
}

}  // namespace profilestore::expression
