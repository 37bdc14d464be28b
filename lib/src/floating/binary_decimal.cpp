#include "floating/binary_decimal.hpp"

// How Debian's library was built: arguments by value, rounding and flags as arguments.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

namespace profilestore::floating {
namespace {

constexpr double bits_of_five = 2.321928094887362;   // log2(5)
constexpr double digits_of_bit = 0.301029995663981;  // log10(2)
constexpr int decimal_digits = 34;

int bit_length(Wide number) {
  const auto high = static_cast<std::uint64_t>(number >> 64);
  const auto low = static_cast<std::uint64_t>(number);
  return static_cast<int>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
}

// number * 5^fives * 2^twos without its fraction, and whether it has none. REQUIRES: it is below
// 2^256.
struct Scaled {
  std::array<std::uint64_t, 4> words;
  bool exact;

  Wide low() const { return wide({words[0], words[1]}); }
};

Scaled scaled(Wide number, int fives, int twos) {
  Natural natural(number);
  const auto distance = static_cast<unsigned>(std::abs(twos));
  if (fives >= 0) {
    natural.multiply_by_power_of_five(static_cast<unsigned>(fives));
    bool exact = true;
    if (twos >= 0)
      natural.shift_left(distance);
    else
      exact = !natural.shift_right(distance);
    return {natural.low_words(), exact};
  }
  Natural divisor = Natural::power_of_five(static_cast<unsigned>(-fives));
  (twos >= 0 ? natural : divisor).shift_left(distance);
  const Natural quotient = natural.divide(divisor);
  return {quotient.low_words(), natural.is_zero()};
}

// The power of two that makes coefficient * 10^exponent a number of `bits` bits, or one more or
// less.
int scale_of(const Parts& decimal, int bits) {
  return bits - bit_length(decimal.coefficient) -
         static_cast<int>(std::floor(decimal.exponent * bits_of_five));
}

Wide with_sign(bool negative, Wide magnitude, const BinaryFormat& format) {
  return (Wide{negative} << format.sign_bit()) | magnitude;
}

Wide nan_of(const Parts& nan, const BinaryFormat& format) {
  const int places = format.fraction_bits();
  const Wide quiet = Wide{1} << (places - 1);
  return with_sign(nan.negative,
                   format.infinity() | quiet | (nan.coefficient >> (128 - places + 1)), format);
}

Wide overflow(bool negative, const BinaryFormat& format, Rounding rounding, Status& status) {
  status.overflow = status.inexact = true;
  const bool finite =
      rounding == Rounding::to_zero || rounding == (negative ? Rounding::up : Rounding::down);
  return with_sign(negative, format.infinity() - (finite ? 1 : 0), format);
}

// The number as an integer, or with as many places as it has bits after the point: nothing if it
// has more than 34 digits.
std::optional<Parts> exact_decimal(const Parts& binary) {
  constexpr int most_places = 48;  // 5^49 has 35 digits
  const auto low = static_cast<std::uint64_t>(binary.coefficient);
  const int zeros =
      low != 0 ? std::countr_zero(low)
               : 64 + std::countr_zero(static_cast<std::uint64_t>(binary.coefficient >> 64));
  const Wide odd = binary.coefficient >> zeros;
  const int exponent = binary.exponent + zeros;
  if (exponent > 128 - bit_length(odd) || exponent < -most_places) return std::nullopt;
  constexpr Wide most = power(10, decimal_digits) - 1;
  if (exponent >= 0) {
    if (odd << exponent > most) return std::nullopt;
    return Parts{Kind::finite, binary.negative, odd << exponent, 0};
  }
  const Wide factor = power(5, -exponent);
  if (odd > most / factor) return std::nullopt;
  return Parts{Kind::finite, binary.negative, odd * factor, exponent};
}

// Beyond these a decimal is larger than all numbers of the format, or a quarter of its least at
// most.
int largest_exponent(const BinaryFormat& format) {
  return static_cast<int>((format.highest + format.precision) * digits_of_bit) + 1;
}
int least_exponent(const BinaryFormat& format) {
  return static_cast<int>(format.lowest * digits_of_bit) - decimal_digits - 2;
}

}  // namespace

Wide binary_of_decimal(const Bits& decimal, const BinaryFormat& format, Rounding rounding,
                       Status& status) {
  Parts parts = parts_of_decimal(decimal, status);
  if (parts.kind == Kind::nan) return nan_of(parts, format);
  if (parts.kind == Kind::infinite) return with_sign(parts.negative, format.infinity(), format);
  if (parts.coefficient == 0) return with_sign(parts.negative, 0, format);
  if (parts.exponent > largest_exponent(format))
    return overflow(parts.negative, format, rounding, status);
  parts.exponent = std::max(parts.exponent, least_exponent(format));

  const int twos = scale_of(parts, format.precision + 4);
  const Scaled number = scaled(parts.coefficient, parts.exponent, twos);
  const int lowest_bit = parts.exponent - twos;  // what number.low() is in units of 2^this
  const int last =
      std::max(lowest_bit + bit_length(number.low()) - format.precision, format.lowest);
  const int cut = std::min(last - lowest_bit, 127);
  const Wide kept = number.low() >> cut;
  const Wide off = number.low() & ((Wide{1} << cut) - 1);
  const Wide half = Wide{1} << (cut - 1);
  const bool rest = (off & (half - 1)) != 0 || !number.exact;
  const bool up = rounds_up(rounding, parts.negative, (kept & 1) != 0, (off & half) != 0, rest);
  // The fraction runs over into the exponent where rounding makes the coefficient a bit longer.
  const Wide magnitude =
      (static_cast<Wide>(last - format.lowest) << format.fraction_bits()) + kept + (up ? 1 : 0);
  if (magnitude >= format.infinity()) return overflow(parts.negative, format, rounding, status);
  status.inexact = off != 0 || !number.exact;
  status.underflow = status.inexact && magnitude >> format.fraction_bits() == 0;
  return with_sign(parts.negative, magnitude, format);
}

TwoParts two_parts_of(const Bits& decimal) {
  constexpr BinaryFormat format = binary128;
  Status status, whole;
  const Parts parts = parts_of_decimal(decimal, status);
  const Wide high = binary_of_decimal(decimal, format, Rounding::to_zero, whole);
  const Bits zero = bits_of(with_sign(parts.negative, 0, format));
  if (whole.overflow) return {bits_of(with_sign(parts.negative, format.infinity(), format)), zero};
  if (!whole.inexact || parts.exponent < least_exponent(format)) return {bits_of(high), zero};
  // The 128 bits below the last of `high`.
  const int last = parts_of_binary(high, format, status).exponent - 128;
  const Wide below = scaled(parts.coefficient, parts.exponent, parts.exponent - last).low();
  const int zeros = 128 - bit_length(below);
  const int last_of_low = last + 128 - format.precision - zeros;
  if (below == 0 || last_of_low < format.lowest) return {bits_of(high), zero};
  const Wide low = (static_cast<Wide>(last_of_low - format.lowest) << format.fraction_bits()) +
                   ((below << zeros) >> (128 - format.precision));
  return {bits_of(high), bits_of(with_sign(parts.negative, low, format))};
}

Bits decimal_of_binary(Wide number, const BinaryFormat& format, Rounding rounding, Status& status) {
  Parts parts = parts_of_binary(number, format, status);
  if (parts.kind != Kind::finite || parts.coefficient == 0)
    return decimal_of_parts({parts.kind, parts.negative, parts.coefficient, 0});
  const int length = bit_length(parts.coefficient);
  if (const auto exact = exact_decimal(parts)) return decimal_of_parts(*exact);

  // Two bits more than the digits: they round.
  int exponent = static_cast<int>(std::floor((length - 1 + parts.exponent) * digits_of_bit)) -
                 decimal_digits + 1;
  constexpr Wide limit = power(10, decimal_digits);
  Scaled quarters = scaled(parts.coefficient, -exponent, parts.exponent - exponent + 2);
  if (quarters.low() >> 2 >= limit) {
    ++exponent;
    quarters = scaled(parts.coefficient, -exponent, parts.exponent - exponent + 2);
  }
  Wide digits = quarters.low() >> 2;
  const bool half = (quarters.low() & 2) != 0;
  const bool rest = (quarters.low() & 1) != 0 || !quarters.exact;
  if (rounds_up(rounding, parts.negative, (digits & 1) != 0, half, rest)) ++digits;
  if (digits == limit) {
    digits /= 10;
    ++exponent;
  }
  status.inexact = half || rest;
  return decimal_of_parts({Kind::finite, parts.negative, digits, exponent});
}

}  // namespace profilestore::floating

// What Intel's functions of decimals call to come to binary128 and back, under the library's own
// names: whoever takes this file, as all that computes with decimals does, leaves the member of the
// library's archive that has them and its tables unlinked. Weak, so that where that member is taken
// for another conversion it is not a second definition.
namespace profilestore::floating {
namespace {

static_assert(static_cast<unsigned>(Rounding::nearest_even) == BID_ROUNDING_TO_NEAREST &&
              static_cast<unsigned>(Rounding::down) == BID_ROUNDING_DOWN &&
              static_cast<unsigned>(Rounding::up) == BID_ROUNDING_UP &&
              static_cast<unsigned>(Rounding::to_zero) == BID_ROUNDING_TO_ZERO &&
              static_cast<unsigned>(Rounding::nearest_away) == BID_ROUNDING_TIES_AWAY);

Bits given(BID_UINT128 number) { return std::bit_cast<Bits>(number); }
BID_UINT128 returned(const Bits& bits) { return std::bit_cast<BID_UINT128>(bits); }

unsigned flags_of(const Status& status) {
  unsigned flags = 0;
  if (status.inexact) flags |= BID_INEXACT_EXCEPTION;
  if (status.overflow) flags |= BID_OVERFLOW_EXCEPTION;
  if (status.underflow) flags |= BID_UNDERFLOW_EXCEPTION;
  if (status.invalid) flags |= BID_INVALID_EXCEPTION;
  if (status.denormal) flags |= BID_DENORMAL_EXCEPTION;
  return flags;
}

}  // namespace

extern "C" {

[[gnu::weak]] BID_UINT128 bid128_to_binary128(BID_UINT128 decimal, unsigned rounding,
                                              unsigned* flags) {
  Status status;
  const Wide binary =
      binary_of_decimal(given(decimal), binary128, static_cast<Rounding>(rounding), status);
  *flags |= flags_of(status);
  return returned(bits_of(binary));
}

[[gnu::weak]] BID_UINT128 binary128_to_bid128(BID_UINT128 binary, unsigned rounding,
                                              unsigned* flags) {
  Status status;
  const Bits decimal =
      decimal_of_binary(wide(given(binary)), binary128, static_cast<Rounding>(rounding), status);
  *flags |= flags_of(status);
  return returned(decimal);
}

[[gnu::weak]] void bid128_to_binary128_2part(BID_UINT128* high, BID_UINT128* low,
                                             BID_UINT128 decimal) {
  const TwoParts parts = two_parts_of(given(decimal));
  *high = returned(parts.high);
  *low = returned(parts.low);
}
}

}  // namespace profilestore::floating
