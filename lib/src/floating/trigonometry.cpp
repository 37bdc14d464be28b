#include "floating/trigonometry.hpp"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <bit>

#include "floating/binary_decimal.hpp"
#include "floating/turns.hpp"

// The library's functions of binary128; its own header declares them to itself alone.
extern "C" {
void bid_f128_sin(BID_UINT128* result, BID_UINT128* number);
void bid_f128_cos(BID_UINT128* result, BID_UINT128* number);
void bid_f128_tan(BID_UINT128* result, BID_UINT128* number);
void bid_f128_mul(BID_UINT128* result, BID_UINT128* a, BID_UINT128* b);
void bid_f128_div(BID_UINT128* result, BID_UINT128* a, BID_UINT128* b);
}

namespace profilestore::floating {
namespace {

using Function = void (*)(BID_UINT128* result, BID_UINT128* number);

constexpr Bits half_pi{0x8469898cc51701b8, 0x3fff921fb54442d1};  // binary128
constexpr Bits minus_one{0, 0xbfff000000000000};
constexpr Bits one{1, 0x3040000000000000};   // decimal
constexpr Bits tiny{1, 0x2ff0000000000000};  // decimal, 1E-40: it alone would round
constexpr Bits minus_tiny{1, 0xaff0000000000000};
constexpr int least_reduced = least_turn_exponent;  // below, numbers are less than 1/10
constexpr int negligible_exponent = -52;            // below, they are less than 1E-18

BID_UINT128 raw_bits(const Bits& bits) { return std::bit_cast<BID_UINT128>(bits); }
Bits of_raw(BID_UINT128 number) { return std::bit_cast<Bits>(number); }

Bits called(Function function, const Bits& binary) {
  BID_UINT128 number = raw_bits(binary), result;
  function(&result, &number);
  return of_raw(result);
}

Bits product(const Bits& a, const Bits& b) {
  BID_UINT128 first = raw_bits(a), second = raw_bits(b), result;
  bid_f128_mul(&result, &first, &second);
  return of_raw(result);
}

Bits quotient(const Bits& a, const Bits& b) {
  BID_UINT128 first = raw_bits(a), second = raw_bits(b), result;
  bid_f128_div(&result, &first, &second);
  return of_raw(result);
}

Bits negated(const Bits& binary, bool really) {
  return {binary[0], binary[1] ^ (std::uint64_t{really} << 63)};
}

Bits decimal_of(const Bits& binary) {
  Status status;
  return decimal_of_binary(wide(binary), binary128, Rounding::nearest_even, status);
}

Bits binary_of(const Bits& decimal) {
  Status status;
  return bits_of(binary_of_decimal(decimal, binary128, Rounding::nearest_even, status));
}

Bits multiplied_and_added(const Bits& a, const Bits& b, const Bits& c) {
  unsigned flags = 0;
  return of_raw(bid128_fma(raw_bits(a), raw_bits(b), raw_bits(c), BID_ROUNDING_TO_NEAREST, &flags));
}

// An angle: so many quarters of a turn, and a rest of an eighth at most, as binary128.
struct Angle {
  unsigned quarters;
  Bits rest;
};

Angle angle_of(const Parts& decimal) {
  const auto words = fraction_of_turns(decimal.coefficient, decimal.exponent);
  Wide high = wide({words[1], words[0]}), low = wide({words[3], words[2]});
  auto quarters = static_cast<unsigned>(high >> 126);
  high = (high << 2) | (low >> 126);
  low <<= 2;
  bool negative = decimal.negative;
  if (high >> 127 != 0) {  // more than half a quarter: up to the next
    ++quarters;
    high = ~high;
    low = ~low;
    negative = !negative;
  }
  if (decimal.negative) quarters = 0 - quarters;
  int zeros = 0;
  for (; high >> 127 == 0 && zeros < 200; ++zeros) {
    high = (high << 1) | (low >> 127);
    low <<= 1;
  }
  const Wide fraction = (high << 1) >> (128 - binary128.fraction_bits());
  const Wide exponent = static_cast<Wide>(16382 - zeros) << binary128.fraction_bits();
  const Bits rest = bits_of((Wide{negative} << 127) | exponent | fraction);
  return {quarters % 4, product(half_pi, rest)};
}

bool is_finite(const Parts& parts) { return parts.kind == Kind::finite; }

Bits not_finite(const Parts& parts) {
  return decimal_of_parts(
      {Kind::nan, parts.kind == Kind::nan && parts.negative, parts.coefficient, 0});
}

}  // namespace

Bits sine(const Bits& decimal) {
  Status status;
  const Parts parts = parts_of_decimal(decimal, status);
  if (!is_finite(parts)) return not_finite(parts);
  unsigned flags = 0;
  if (parts.coefficient == 0)
    return of_raw(bid128_mul(raw_bits(decimal), raw_bits(one), BID_ROUNDING_TO_NEAREST, &flags));
  if (parts.exponent < negligible_exponent)
    return multiplied_and_added(decimal, minus_tiny, decimal);
  if (parts.exponent < least_reduced) return decimal_of(called(bid_f128_sin, binary_of(decimal)));
  const Angle angle = angle_of(parts);
  const Bits result = called(angle.quarters % 2 == 0 ? bid_f128_sin : bid_f128_cos, angle.rest);
  return decimal_of(negated(result, angle.quarters >= 2));
}

Bits cosine(const Bits& decimal) {
  Status status;
  const Parts parts = parts_of_decimal(decimal, status);
  if (!is_finite(parts)) return not_finite(parts);
  unsigned flags = 0;
  if (parts.coefficient == 0 || parts.exponent < negligible_exponent)
    return of_raw(bid128_sub(raw_bits(one), raw_bits(tiny), BID_ROUNDING_TO_NEAREST, &flags));
  if (parts.exponent < least_reduced) return decimal_of(called(bid_f128_cos, binary_of(decimal)));
  const Angle angle = angle_of(parts);
  const Bits result = called(angle.quarters % 2 == 0 ? bid_f128_cos : bid_f128_sin, angle.rest);
  return decimal_of(negated(result, angle.quarters == 1 || angle.quarters == 2));
}

Bits tangent(const Bits& decimal) {
  Status status;
  const Parts parts = parts_of_decimal(decimal, status);
  if (!is_finite(parts)) return not_finite(parts);
  if (parts.coefficient == 0 || parts.exponent < negligible_exponent)
    return multiplied_and_added(decimal, tiny, decimal);
  if (parts.exponent < least_reduced) return decimal_of(called(bid_f128_tan, binary_of(decimal)));
  const Angle angle = angle_of(parts);
  const Bits result = called(bid_f128_tan, angle.rest);
  return decimal_of(angle.quarters % 2 == 0 ? result : quotient(minus_one, result));
}

}  // namespace profilestore::floating
