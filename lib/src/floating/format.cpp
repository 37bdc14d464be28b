#include "floating/format.hpp"

namespace profilestore::floating {
namespace {

// A Decimal128 is a sign, 14 bits of exponent and 113 of coefficient, or begins otherwise.
constexpr int exponent_place = 113;
constexpr int exponent_mask = (1 << 14) - 1;
constexpr int exponent_bias = 6176;
constexpr int payload_bits = 110;

constexpr Wide coefficients = power(10, 34);
constexpr Wide payloads = power(10, 33);

}  // namespace

Parts parts_of_decimal(const Bits& decimal, Status& status) {
  const Wide number = wide(decimal);
  const bool negative = number >> 127 != 0;
  const auto head = static_cast<unsigned>(number >> 121) & 0x3F;  // the six bits after the sign
  if (head >> 1 == 0x1F) {
    status.invalid = (head & 1) != 0;
    const Wide payload = number & ((Wide{1} << payload_bits) - 1);
    return {Kind::nan, negative, payload < payloads ? payload << (128 - payload_bits) : 0, 0};
  }
  if (head >> 1 == 0x1E) return {Kind::infinite, negative, 0, 0};
  if (head >> 4 == 3) return {Kind::finite, negative, 0, 0};
  const Wide coefficient = number & ((Wide{1} << exponent_place) - 1);
  const int exponent = static_cast<int>(number >> exponent_place) & exponent_mask;
  return {Kind::finite, negative, coefficient < coefficients ? coefficient : 0,
          exponent - exponent_bias};
}

Bits decimal_of_parts(const Parts& parts) {
  const Wide sign = Wide{parts.negative} << 127;
  if (parts.kind == Kind::infinite) return bits_of(sign | (Wide{0x1E} << 122));
  if (parts.kind == Kind::nan) {
    const Wide payload = parts.coefficient >> (128 - payload_bits);
    return bits_of(sign | (Wide{0x1F} << 122) | (payload < payloads ? payload : 0));
  }
  return bits_of(sign | (static_cast<Wide>(parts.exponent + exponent_bias) << exponent_place) |
                 parts.coefficient);
}

Parts parts_of_binary(Wide number, const BinaryFormat& format, Status& status) {
  const int places = format.fraction_bits();
  const bool negative = (number >> format.sign_bit()) & 1;
  const Wide fraction = number & ((Wide{1} << places) - 1);
  const Wide magnitude = number & ((Wide{1} << format.sign_bit()) - 1);
  if (magnitude > format.infinity()) {
    status.invalid = fraction >> (places - 1) == 0;
    return {Kind::nan, negative, fraction << (128 - places + 1), 0};
  }
  if (magnitude == format.infinity()) return {Kind::infinite, negative, 0, 0};
  const int exponent = static_cast<int>(magnitude >> places);
  status.denormal = exponent == 0 && fraction != 0;
  if (exponent == 0) return {Kind::finite, negative, fraction, format.lowest};
  return {Kind::finite, negative, fraction | (Wide{1} << places), format.lowest + exponent - 1};
}

bool rounds_up(Rounding rounding, bool negative, bool odd, bool half, bool rest) {
  switch (rounding) {
    case Rounding::nearest_even:
      return half && (rest || odd);
    case Rounding::nearest_away:
      return half;
    case Rounding::down:
      return negative && (half || rest);
    case Rounding::up:
      return !negative && (half || rest);
    case Rounding::to_zero:
      break;
  }
  return false;
}

}  // namespace profilestore::floating
