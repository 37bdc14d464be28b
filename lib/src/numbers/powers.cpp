// $exp, $ln, $log, $log10, $pow, $sigmoid, $sqrt.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "document/decimal_functions.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

using OfReal = double (*)(double);
using OfDecimal = Decimal (*)(const Decimal&);

Result applied(const Result& value, OfReal of_real, OfDecimal of_decimal) {
  if (value.is(Type::decimal)) return decimal_value(of_decimal(decimal_of(*value)));
  return document::real(of_real(real_of(*value)));
}

bool is_nan(const Value& number) {
  return number.is_object() && number.begin().value().is_string() &&
         number.begin().value().get_ref<const std::string&>() == "NaN";
}

bool is_positive(const Value& number) {
  return is_nan(number) || document::compare_numbers(number, 0) > 0;
}

void require_number(const Arguments& arguments, const Result& value, int code) {
  if (!value.is_number())
    refuse(code, arguments.op(), fmt::format("takes numbers, not {}", value.type_name()));
}

Result number_argument(const Arguments& arguments, int code) {
  Result value = arguments[0];
  if (!value.is_nullish()) require_number(arguments, value, code);
  return value;
}

Result exponential_of(const Arguments& arguments) {
  const Result value = number_argument(arguments, 28765);
  if (value.is_nullish()) return Value();
  return applied(value, std::exp, document::exponential);
}

Result square_root_of(const Arguments& arguments) {
  const Result value = number_argument(arguments, 28765);
  if (value.is_nullish()) return Value();
  if (!is_nan(*value) && document::compare_numbers(*value, 0) < 0)
    refuse(28714, arguments.op(), "takes a number that is not negative");
  return applied(value, std::sqrt, document::square_root);
}

template <OfReal of_real, OfDecimal of_decimal, int not_positive>
Result logarithm_of(const Arguments& arguments) {
  const Result value = number_argument(arguments, 28765);
  if (value.is_nullish()) return Value();
  if (!is_positive(*value)) refuse(not_positive, arguments.op(), "takes a positive number");
  return applied(value, of_real, of_decimal);
}

double natural(double number) { return std::log(number); }
double common(double number) { return std::log10(number); }

Result logarithm(const Arguments& arguments) {
  const Result value = arguments[0], base = arguments[1];
  if (value.is_nullish() || base.is_nullish()) return Value();
  require_number(arguments, value, 28756);
  require_number(arguments, base, 28757);
  if (!is_positive(*value)) refuse(28758, arguments.op(), "takes a positive number");
  if (!is_positive(*base) || document::compare_numbers(*base, 1) == 0)
    refuse(28759, arguments.op(), "takes a positive base that is not 1");
  if (value.is(Type::decimal) || base.is(Type::decimal))
    return decimal_value(document::natural_logarithm(decimal_of(*value)) /
                         document::natural_logarithm(decimal_of(*base)));
  return document::real(std::log(real_of(*value)) / std::log(real_of(*base)));
}

// Nothing: it overflows 64 bits. REQUIRES: exponent >= 0.
std::optional<std::int64_t> integer_power(std::int64_t base, std::int64_t exponent) {
  if (base == 1 || exponent == 0) return 1;
  if (base == 0) return 0;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  if (exponent > 63) return std::nullopt;
  std::int64_t result = 1;
  for (; exponent > 0; --exponent)
    if (__builtin_mul_overflow(result, base, &result)) return std::nullopt;
  return result;
}

Value power_of(const Value& base, const Value& exponent) {
  const Type type = std::max(document::type_of(base), document::type_of(exponent));
  if (type == Type::decimal)
    return decimal_value(document::power(decimal_of(base), decimal_of(exponent)));
  const Value real = document::real(std::pow(real_of(base), real_of(exponent)));
  if (type == Type::real) return real;
  const std::int64_t b = *document::integer_of(base), e = *document::integer_of(exponent);
  // MongoDB: a negative exponent leaves the integers, but for the bases whose powers stay.
  if (e < 0 && b != 1 && b != -1) return real;
  const auto result = integer_power(b, e < 0 ? -(e % 2) : e);
  if (!result) return real;
  return type == Type::int32 ? narrowest(*result) : document::long_integer(*result);
}

Result power(const Arguments& arguments) {
  const Result base = arguments[0], exponent = arguments[1];
  if (base.is_nullish() || exponent.is_nullish()) return Value();
  if (!base.is_number())
    refuse(28762, arguments.op(), fmt::format("takes a number, not {}", base.type_name()));
  if (!exponent.is_number())
    refuse(28763, arguments.op(),
           fmt::format("takes a number as its exponent, not {}", exponent.type_name()));
  if (document::compare_numbers(*base, 0) == 0 && document::compare_numbers(*exponent, 0) < 0 &&
      !is_nan(*exponent))
    refuse(28764, arguments.op(), "of 0 takes no negative exponent");
  return power_of(*base, *exponent);
}

// 1 / (1 + e^-x)
Result sigmoid(const Arguments& arguments) {
  const Result value = number_argument(arguments, type_mismatch);
  if (value.is_nullish()) return Value();
  if (value.is(Type::decimal)) {
    const Decimal one = Decimal::from_integer(1), minus = Decimal::from_integer(-1);
    return decimal_value(one / (one + document::exponential(minus * decimal_of(*value))));
  }
  return document::real(1 / (1 + std::exp(-real_of(*value))));
}

// What stands behind it is the argument, an array too.
NodePtr parse_sigmoid(const Parser& parser, const std::string& name, const Value& operand) {
  return parser.call(name, sigmoid, {parser.parse(operand)});
}

constexpr std::array power_table{
    Operator{.name = "$exp", .least = 1, .most = 1, .act = exponential_of},
    Operator{.name = "$ln",
             .least = 1,
             .most = 1,
             .act = logarithm_of<natural, document::natural_logarithm, 28766>},
    Operator{.name = "$log", .least = 2, .most = 2, .act = logarithm},
    Operator{.name = "$log10",
             .least = 1,
             .most = 1,
             .act = logarithm_of<common, document::common_logarithm, 28761>},
    Operator{.name = "$pow", .least = 2, .most = 2, .act = power},
    Operator{.name = "$sigmoid", .parse = parse_sigmoid},
    Operator{.name = "$sqrt", .least = 1, .most = 1, .act = square_root_of},
};

}  // namespace

Family power_operators() { return power_table; }

}  // namespace profilestore::expression
