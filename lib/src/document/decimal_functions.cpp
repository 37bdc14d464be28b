#include "document/decimal_functions.hpp"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <bit>
#include <cmath>
#include <string>

#include "floating/binary_decimal.hpp"
#include "floating/trigonometry.hpp"

namespace profilestore::document {
namespace {

constexpr unsigned to_nearest = BID_ROUNDING_TO_NEAREST;

BID_UINT128 raw_of(const Decimal& number) { return std::bit_cast<BID_UINT128>(number.bits()); }
Decimal decimal_of_raw(BID_UINT128 raw) {
  return Decimal::of_bits(std::bit_cast<Decimal::Bits>(raw));
}

unsigned mode_of(Rounding rounding) {
  if (rounding == Rounding::half_even) return to_nearest;
  return rounding == Rounding::half_away ? BID_ROUNDING_TIES_AWAY : BID_ROUNDING_TO_ZERO;
}

using Unary = BID_UINT128 (*)(BID_UINT128, unsigned, unsigned*);
using Binary = BID_UINT128 (*)(BID_UINT128, BID_UINT128, unsigned, unsigned*);

Decimal applied(Unary function, const Decimal& number) {
  unsigned flags = 0;
  return decimal_of_raw(function(raw_of(number), to_nearest, &flags));
}

Decimal applied(Binary function, const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return decimal_of_raw(function(raw_of(a), raw_of(b), to_nearest, &flags));
}

}  // namespace

Decimal operator-(const Decimal& a, const Decimal& b) { return applied(bid128_sub, a, b); }
Decimal operator/(const Decimal& a, const Decimal& b) { return applied(bid128_div, a, b); }
Decimal power(const Decimal& base, const Decimal& exponent) {
  return applied(bid128_pow, base, exponent) + *Decimal::from_text("0E-6176");
}

Decimal remainder(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return decimal_of_raw(bid128_fmod(raw_of(a), raw_of(b), &flags));
}

Decimal absolute(const Decimal& number) { return decimal_of_raw(bid128_abs(raw_of(number))); }

Decimal floor(const Decimal& number) {
  unsigned flags = 0;
  return decimal_of_raw(bid128_round_integral_negative(raw_of(number), &flags));
}

Decimal ceiling(const Decimal& number) {
  unsigned flags = 0;
  return decimal_of_raw(bid128_round_integral_positive(raw_of(number), &flags));
}

Decimal rounded(const Decimal& number, int places, Rounding rounding) {
  if (number.is_nan() || is_infinite(number)) return number;
  unsigned flags = 0;
  const Decimal quantum = *nearest_decimal("1E" + std::to_string(-places));
  const Decimal result =
      decimal_of_raw(bid128_quantize(raw_of(number), raw_of(quantum), mode_of(rounding), &flags));
  return result.is_nan() ? number : result;  // more digits than it can have: it is exact as it is
}

Decimal square_root(const Decimal& number) { return applied(bid128_sqrt, number); }
Decimal exponential(const Decimal& number) { return applied(bid128_exp, number); }
Decimal natural_logarithm(const Decimal& number) { return applied(bid128_log, number); }
Decimal common_logarithm(const Decimal& number) { return applied(bid128_log10, number); }

Decimal sine(const Decimal& number) { return Decimal::of_bits(floating::sine(number.bits())); }
Decimal cosine(const Decimal& number) { return Decimal::of_bits(floating::cosine(number.bits())); }
Decimal tangent(const Decimal& number) {
  return Decimal::of_bits(floating::tangent(number.bits()));
}
Decimal arc_sine(const Decimal& number) { return applied(bid128_asin, number); }
Decimal arc_cosine(const Decimal& number) { return applied(bid128_acos, number); }
Decimal arc_tangent(const Decimal& number) { return applied(bid128_atan, number); }
Decimal arc_tangent(const Decimal& y, const Decimal& x) { return applied(bid128_atan2, y, x); }
Decimal hyperbolic_sine(const Decimal& number) { return applied(bid128_sinh, number); }
Decimal hyperbolic_cosine(const Decimal& number) { return applied(bid128_cosh, number); }
Decimal hyperbolic_tangent(const Decimal& number) { return applied(bid128_tanh, number); }
Decimal area_sine(const Decimal& number) { return applied(bid128_asinh, number); }
Decimal area_cosine(const Decimal& number) { return applied(bid128_acosh, number); }
Decimal area_tangent(const Decimal& number) { return applied(bid128_atanh, number); }

bool is_infinite(const Decimal& number) { return bid128_isInf(raw_of(number)) != 0; }

double nearest_real(const Decimal& number) {
  floating::Status status;
  return std::bit_cast<double>(static_cast<std::uint64_t>(floating::binary_of_decimal(
      number.bits(), floating::binary64, floating::Rounding::nearest_even, status)));
}

Decimal full_decimal(double number) {
  floating::Status status;
  return Decimal::of_bits(floating::decimal_of_binary(std::bit_cast<std::uint64_t>(number),
                                                      floating::binary64,
                                                      floating::Rounding::nearest_even, status));
}

std::optional<std::int64_t> integer_part(const Decimal& number) {
  unsigned flags = 0;
  const BID_SINT64 integer = bid128_to_int64_int(raw_of(number), &flags);
  if ((flags & BID_INVALID_EXCEPTION) != 0) return std::nullopt;
  return integer;
}

std::optional<Decimal> nearest_decimal(std::string_view text) {
  if (const auto exact = Decimal::from_text(text)) return exact;
  if (text.empty() || text.find_first_not_of("+-.0123456789eE") != text.npos) return std::nullopt;
  std::string copy(text);
  unsigned flags = 0;
  const Decimal number = decimal_of_raw(bid128_from_string(copy.data(), to_nearest, &flags));
  return number.is_nan() ? std::nullopt : std::optional(number);
}

}  // namespace profilestore::document
