#include "match/integers.hpp"

#include <charconv>
#include <cmath>
#include <string>

#include "document/decimal.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::match {
namespace {

using document::Decimal;
using document::Type;

std::optional<std::int64_t> integral_of(double number) {
  constexpr double beyond = 9223372036854775808.0;  // 2^63; the largest integer is not a double
  if (!(number >= -beyond && number < beyond) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<Decimal> decimal_of(const Value& value) {
  return Decimal::from_text(value["$numberDecimal"].get_ref<const std::string&>());
}

// The digits of "-12.34E+1" before its point, with the point where the exponent puts it: "-123".
// Nothing if there are more than a 64-bit integer can have.
std::optional<std::string> whole_digits(const std::string& text) {
  const std::size_t e = text.find('E');
  const std::string_view mantissa = std::string_view(text).substr(0, e);
  int exponent = 0;
  if (e != std::string::npos) {
    const bool plus = text[e + 1] == '+';
    std::from_chars(text.data() + e + (plus ? 2 : 1), text.data() + text.size(), exponent);
  }
  std::string digits;
  std::optional<std::size_t> point;
  for (const char c : mantissa) {
    if (c == '.') point = digits.size();
    if (c >= '0' && c <= '9' && !(digits.empty() && c == '0' && !point)) digits += c;
  }
  const long places = static_cast<long>(point.value_or(digits.size())) + exponent;
  const std::size_t first = digits.find_first_not_of('0');
  if (places <= 0 || first == std::string::npos) return "0";
  if (places - static_cast<long>(first) > 19) return std::nullopt;
  digits.resize(static_cast<std::size_t>(places), '0');
  return (text.front() == '-' ? "-" : "") + digits;
}

std::optional<std::int64_t> truncated_of(const Decimal& number) {
  const std::string text = number.to_text();
  if (text.find_first_of("NI") != std::string::npos) return std::nullopt;  // NaN, Infinity
  const auto digits = whole_digits(text);
  if (!digits) return std::nullopt;
  std::int64_t whole = 0;
  const auto [end, fault] = std::from_chars(digits->data(), digits->data() + digits->size(), whole);
  if (fault != std::errc{}) return std::nullopt;
  return whole;
}

}  // namespace

std::optional<std::int64_t> integral(const Value& value) {
  switch (document::type_of(value)) {
    case Type::int32:
    case Type::int64:
      return document::integer_of(value);
    case Type::real:
      return integral_of(*document::real_of(value));
    case Type::decimal: {
      const auto number = decimal_of(value);
      return number ? number->to_integer() : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> truncated(const Value& value) {
  switch (document::type_of(value)) {
    case Type::int32:
    case Type::int64:
      return document::integer_of(value);
    case Type::real:
      return integral_of(std::trunc(*document::real_of(value)));
    case Type::decimal: {
      const auto number = decimal_of(value);
      return number ? truncated_of(*number) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace profilestore::match
