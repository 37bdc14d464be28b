#include "match/integers.hpp"

#include <cmath>
#include <string>

#include "document/decimal_functions.hpp"
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
      return number ? document::integer_part(*number) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace profilestore::match
