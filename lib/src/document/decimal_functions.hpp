// The mathematics of Decimal128 beyond sums and products, by the same library: rounded to 34 digits
// to nearest, ties to even.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/decimal.hpp"

namespace profilestore::document {

Decimal operator-(const Decimal& a, const Decimal& b);
Decimal operator/(const Decimal& a, const Decimal& b);
/// The remainder with the sign of `a`.
Decimal remainder(const Decimal& a, const Decimal& b);
/// With all of its 34 digits, as MongoDB writes it.
Decimal power(const Decimal& base, const Decimal& exponent);
Decimal absolute(const Decimal& number);
Decimal floor(const Decimal& number);
Decimal ceiling(const Decimal& number);

enum class Rounding { half_even, toward_zero, half_away };
/// With `places` digits behind the point, before it if negative.
Decimal rounded(const Decimal& number, int places, Rounding rounding);

Decimal square_root(const Decimal& number);
Decimal exponential(const Decimal& number);
Decimal natural_logarithm(const Decimal& number);
Decimal common_logarithm(const Decimal& number);

Decimal sine(const Decimal& number);
Decimal cosine(const Decimal& number);
Decimal tangent(const Decimal& number);
Decimal arc_sine(const Decimal& number);
Decimal arc_cosine(const Decimal& number);
Decimal arc_tangent(const Decimal& number);
Decimal arc_tangent(const Decimal& y, const Decimal& x);
Decimal hyperbolic_sine(const Decimal& number);
Decimal hyperbolic_cosine(const Decimal& number);
Decimal hyperbolic_tangent(const Decimal& number);
Decimal area_sine(const Decimal& number);
Decimal area_cosine(const Decimal& number);
Decimal area_tangent(const Decimal& number);

bool is_infinite(const Decimal& number);

/// The nearest double, however far it is.
double nearest_real(const Decimal& number);
/// The exact decimal of a double, rounded to 34 digits.
Decimal full_decimal(double number);
/// The integer part; nothing if it is none of 64 bits.
std::optional<std::int64_t> integer_part(const Decimal& number);
/// From text of any number of digits, rounded; nothing if it is no decimal.
std::optional<Decimal> nearest_decimal(std::string_view text);

}  // namespace profilestore::document
