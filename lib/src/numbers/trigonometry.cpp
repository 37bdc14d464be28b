// $sin and its kin, $degreesToRadians, $radiansToDegrees: of Doubles or of Decimal128s.
#include <fmt/format.h>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "document/decimal_functions.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

constexpr double unbounded = std::numeric_limits<double>::infinity();

// `least` and `most`: what the function takes; infinities where they are not among it.
struct Trigonometric {
  double (*of_real)(double);
  Decimal (*of_decimal)(const Decimal&);
  double least = -unbounded, most = unbounded;
  bool takes_infinity = true;
};

double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double tan_of(double x) { return std::tan(x); }
double asin_of(double x) { return std::asin(x); }
double acos_of(double x) { return std::acos(x); }
double atan_of(double x) { return std::atan(x); }
double sinh_of(double x) { return std::sinh(x); }
double cosh_of(double x) { return std::cosh(x); }
double tanh_of(double x) { return std::tanh(x); }
double asinh_of(double x) { return std::asinh(x); }
double acosh_of(double x) { return std::acosh(x); }
double atanh_of(double x) { return std::atanh(x); }
double radians_of(double x) { return x * (std::numbers::pi / 180); }
double degrees_of(double x) { return x * (180 / std::numbers::pi); }

Decimal pi() { return *Decimal::from_text("3.141592653589793238462643383279503"); }
Decimal half_circle() { return Decimal::from_integer(180); }
Decimal radians_of_decimal(const Decimal& x) { return x * (pi() / half_circle()); }
Decimal degrees_of_decimal(const Decimal& x) { return x * (half_circle() / pi()); }

constexpr Trigonometric sine{
    .of_real = sin_of, .of_decimal = document::sine, .takes_infinity = false};
constexpr Trigonometric cosine{
    .of_real = cos_of, .of_decimal = document::cosine, .takes_infinity = false};
constexpr Trigonometric tangent{
    .of_real = tan_of, .of_decimal = document::tangent, .takes_infinity = false};
constexpr Trigonometric arc_sine{asin_of, document::arc_sine, -1, 1};
constexpr Trigonometric arc_cosine{acos_of, document::arc_cosine, -1, 1};
constexpr Trigonometric arc_tangent{atan_of, document::arc_tangent};
constexpr Trigonometric hyperbolic_sine{sinh_of, document::hyperbolic_sine};
constexpr Trigonometric hyperbolic_cosine{cosh_of, document::hyperbolic_cosine};
constexpr Trigonometric hyperbolic_tangent{tanh_of, document::hyperbolic_tangent};
constexpr Trigonometric area_sine{asinh_of, document::area_sine};
constexpr Trigonometric area_cosine{acosh_of, document::area_cosine, 1, unbounded};
constexpr Trigonometric area_tangent{atanh_of, document::area_tangent, -1, 1};
constexpr Trigonometric to_radians{radians_of, radians_of_decimal};
constexpr Trigonometric to_degrees{degrees_of, degrees_of_decimal};

void check_range(const Trigonometric& function, double number, const std::string& op) {
  if (std::isnan(number)) return;
  if (number < function.least || number > function.most ||
      (!function.takes_infinity && std::isinf(number)))
    refuse(50989, op, "takes no number outside of its range");
}

template <const Trigonometric& function>
Result trigonometric(const Arguments& arguments) {
  const Result value = arguments[0];
  if (value.is_nullish()) return Value();
  if (!value.is_number())
    refuse(28765, arguments.op(), fmt::format("takes a number, not {}", value.type_name()));
  check_range(function, real_of(*value), arguments.op());
  if (value.is(Type::decimal)) return decimal_value(function.of_decimal(decimal_of(*value)));
  return document::real(function.of_real(real_of(*value)));
}

Result arc_tangent_of_two(const Arguments& arguments) {
  const Result y = arguments[0], x = arguments[1];
  if (y.is_nullish() || x.is_nullish()) return Value();
  if (!y.is_number() || !x.is_number())
    refuse(51044 + (y.is_number() ? 1 : 0), arguments.op(),
           fmt::format("takes numbers, not {} and {}", y.type_name(), x.type_name()));
  if (y.is(Type::decimal) || x.is(Type::decimal))
    return decimal_value(document::arc_tangent(decimal_of(*y), decimal_of(*x)));
  return document::real(std::atan2(real_of(*y), real_of(*x)));
}

template <const Trigonometric& function>
constexpr Operator of_one(std::string_view name) {
  return {.name = name, .least = 1, .most = 1, .act = trigonometric<function>};
}

constexpr std::array trigonometry_table{
    of_one<sine>("$sin"),
    of_one<cosine>("$cos"),
    of_one<tangent>("$tan"),
    of_one<arc_sine>("$asin"),
    of_one<arc_cosine>("$acos"),
    of_one<arc_tangent>("$atan"),
    of_one<hyperbolic_sine>("$sinh"),
    of_one<hyperbolic_cosine>("$cosh"),
    of_one<hyperbolic_tangent>("$tanh"),
    of_one<area_sine>("$asinh"),
    of_one<area_cosine>("$acosh"),
    of_one<area_tangent>("$atanh"),
    of_one<to_radians>("$degreesToRadians"),
    of_one<to_degrees>("$radiansToDegrees"),
    Operator{.name = "$atan2", .least = 2, .most = 2, .act = arc_tangent_of_two},
};

}  // namespace

Family trigonometry_operators() { return trigonometry_table; }

}  // namespace profilestore::expression
