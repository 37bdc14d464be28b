// $abs, $ceil, $floor, $round, $trunc.
#include <fmt/format.h>
#include <array>
#include <cmath>
#include <limits>

#include "document/decimal_functions.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Rounding;
using document::Type;

void check_is_number(const Arguments& arguments, const Result& value, int code) {
  if (!value.is_number())
    refuse(code, arguments.op(), fmt::format("takes a number, not {}", value.type_name()));
}

Result absolute_value(const Arguments& arguments) {
  Result value = arguments[0];
  if (value.is_nullish()) return Value();
  check_is_number(arguments, value, 28765);
  if (value.is(Type::decimal)) return decimal_value(document::absolute(decimal_of(*value)));
  if (value.is(Type::real)) return document::real(std::abs(real_of(*value)));
  const std::int64_t integer = *document::integer_of(*value);
  if (integer == std::numeric_limits<std::int64_t>::min())
    refuse(28680, arguments.op(), "of the least Int64 does not fit 64 bits");
  return value.is(Type::int64) ? document::long_integer(std::abs(integer))
                               : narrowest(std::abs(integer));
}

template <auto of_real, auto of_decimal>
Result to_whole(const Arguments& arguments) {
  Result value = arguments[0];
  if (value.is_nullish()) return Value();
  check_is_number(arguments, value, 28765);
  if (value.is(Type::decimal)) return decimal_value(of_decimal(decimal_of(*value)));
  if (value.is(Type::real)) return document::real(of_real(real_of(*value)));
  return value;
}

double ceiling_of(double number) { return std::ceil(number); }
double floor_of(double number) { return std::floor(number); }

double rounded_real(double number, int places, Rounding rounding) {
  if (!std::isfinite(number)) return number;
  if (places == 0)
    return rounding == Rounding::half_even ? std::nearbyint(number) : std::trunc(number);
  return document::nearest_real(
      document::rounded(document::full_decimal(number), places, rounding));
}

// To a power of ten, before the point.
std::optional<std::int64_t> rounded_integer(std::int64_t number, int places, Rounding rounding) {
  if (places >= 0) return number;
  const auto decimal = document::Decimal::from_integer(number);
  return document::integer_part(document::rounded(decimal, places, rounding));
}

Value rounded_number(const Result& value, int places, Rounding rounding, const std::string& op) {
  if (value.is(Type::decimal))
    return decimal_value(document::rounded(decimal_of(*value), places, rounding));
  if (value.is(Type::real)) return document::real(rounded_real(real_of(*value), places, rounding));
  const auto integer = rounded_integer(*document::integer_of(*value), places, rounding);
  if (!integer) refuse(51080, op, "overflows 64 bits");
  return value.is(Type::int64) ? document::long_integer(*integer) : narrowest(*integer);
}

template <Rounding rounding>
Result to_places(const Arguments& arguments) {
  constexpr int least = -20, most = 100;
  const Result value = arguments[0];
  int places = 0;
  if (value.is_nullish()) return Value();
  check_is_number(arguments, value, 51081);
  if (arguments.size() == 2) {
    const Result digits = arguments[1];
    if (digits.is_nullish()) return Value();
    const auto integer = small_integral_of(*digits);
    if (!integer) refuse(51082, arguments.op(), "takes a whole number of places");
    if (*integer < least || *integer > most)
      refuse(51083, arguments.op(), "takes -20 to 100 places");
    places = *integer;
  }
  return rounded_number(value, places, rounding, arguments.op());
}

constexpr std::array rounding_table{
    Operator{.name = "$abs", .least = 1, .most = 1, .act = absolute_value},
    Operator{
        .name = "$ceil", .least = 1, .most = 1, .act = to_whole<ceiling_of, document::ceiling>},
    Operator{.name = "$floor", .least = 1, .most = 1, .act = to_whole<floor_of, document::floor>},
    Operator{.name = "$round", .least = 1, .most = 2, .act = to_places<Rounding::half_even>},
    Operator{.name = "$trunc", .least = 1, .most = 2, .act = to_places<Rounding::toward_zero>},
};

}  // namespace

Family rounding_operators() { return rounding_table; }

}  // namespace profilestore::expression
