// Values as numbers.
#include <fmt/format.h>
#include <charconv>
#include <cmath>
#include <limits>

#include "document/decimal_functions.hpp"
#include "document/integer_text.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "expression/conversion.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

[[noreturn]] void refuse_number_text(const std::string& op, Type type) {
  refuse(conversion_failure, op,
         fmt::format("has a string that is no {} in decimal", document::alias(type)));
}

// std::from_chars takes no '+'.
std::string_view unsigned_plus(std::string_view text) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

std::int64_t integer_of_string(const std::string& text, Type type, const std::string& op) {
  const auto number = document::integer_of_text<std::int64_t>(unsigned_plus(text));
  if (!number) refuse_number_text(op, type);
  return *number;
}

double real_of_string(const std::string& text, const std::string& op) {
  const std::string_view digits = unsigned_plus(text);
  double number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc{} || end != digits.data() + digits.size())
    refuse_number_text(op, Type::real);
  return number;
}

Decimal decimal_of_string(const std::string& text, const std::string& op) {
  const auto number = document::nearest_decimal(text);
  if (!number || (document::is_infinite(*number) && text.find_first_of("0123456789") != text.npos))
    refuse_number_text(op, Type::decimal);
  return *number;
}

[[noreturn]] void refuse_range(Type type, const std::string& op) {
  refuse(conversion_failure, op,
         fmt::format("has a number that does not fit {}", document::alias(type)));
}

// Cut toward zero; it has to be in the range of the type.
std::int64_t whole_of_number(const Value& number, Type type, const std::string& op) {
  if (const auto integer = document::integer_of(number)) return *integer;
  std::optional<std::int64_t> whole;
  if (const auto real = document::real_of(number)) {
    if (*real >= -0x1p63 && *real < 0x1p63) whole = static_cast<std::int64_t>(*real);
  } else {
    whole = document::integer_part(decimal_of(number));
  }
  if (!whole) refuse_range(type, op);
  return *whole;
}

std::int64_t to_whole_number(const Result& value, Type type, const std::string& op) {
  if (value.is_number()) return whole_of_number(*value, type, op);
  if (value.is(Type::boolean)) return value->get<bool>() ? 1 : 0;
  if (value.is_string()) return integer_of_string(value.text(), type, op);
  if (value.is(Type::date) && type == Type::int64) return document::millis_of_date(*value);
  refuse_conversion(value, type, op);
}

double to_real(const Result& value, const std::string& op) {
  if (value.is(Type::decimal)) {
    const Decimal decimal = decimal_of(*value);
    const double real = document::nearest_real(decimal);
    if (std::isinf(real) && !document::is_infinite(decimal)) refuse_range(Type::real, op);
    // MongoDB: nor one so small that digits are lost.
    if (std::abs(real) < std::numeric_limits<double>::min() && decimal.compare(0.0) != 0)
      refuse_range(Type::real, op);
    return real;
  }
  if (value.is_number()) return real_of(*value);
  if (value.is(Type::boolean)) return value->get<bool>() ? 1 : 0;
  if (value.is_string()) return real_of_string(value.text(), op);
  if (value.is(Type::date)) return static_cast<double>(document::millis_of_date(*value));
  refuse_conversion(value, Type::real, op);
}

Decimal to_decimal(const Result& value, const std::string& op) {
  if (value.is_number()) return decimal_of(*value);
  if (value.is(Type::boolean)) return Decimal::from_integer(value->get<bool>() ? 1 : 0);
  if (value.is_string()) return decimal_of_string(value.text(), op);
  if (value.is(Type::date)) return Decimal::from_integer(document::millis_of_date(*value));
  refuse_conversion(value, Type::decimal, op);
}

}  // namespace

Value converted_to_number(const Result& value, Type type, const std::string& op) {
  if (value.is(type)) return *value;
  if (type == Type::real) return document::real(to_real(value, op));
  if (type == Type::decimal) return decimal_value(to_decimal(value, op));
  const std::int64_t whole = to_whole_number(value, type, op);
  if (type == Type::int64) return document::long_integer(whole);
  if (!document::fits_int32(whole)) refuse_range(type, op);
  return narrowest(whole);
}

}  // namespace profilestore::expression
