// The formats of floating-point numbers by their fields, and what rounding does. IEEE 754-2019,
// sections 3.4, 3.5.2 (with the binary encoding of decimals) and 4.3.
#pragma once

#include <array>
#include <cstdint>

#include "floating/natural.hpp"

namespace profilestore::floating {

/// The bits of a number of 128, the low half first.
using Bits = std::array<std::uint64_t, 2>;

inline Wide wide(const Bits& bits) { return (Wide{bits[1]} << 64) | bits[0]; }
inline Bits bits_of(Wide number) {
  return {static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(number >> 64)};
}

/// Its values are those of Intel's library.
enum class Rounding : unsigned { nearest_even, down, up, to_zero, nearest_away };

/// What a conversion has to tell besides its result.
struct Status {
  bool inexact = false;
  bool overflow = false;
  bool underflow = false;  // inexact, and below the normal numbers before it was rounded
  bool invalid = false;    // a signalling NaN
  bool denormal = false;   // the binary number given is one
};

/// A binary format: how many bits its coefficient has, and the exponents of a coefficient's last
/// bit. Its infinity is one above the largest.
struct BinaryFormat {
  int precision;
  int lowest;
  int highest;

  int fraction_bits() const { return precision - 1; }
  int exponent_bits() const { return precision == 53 ? 11 : 15; }
  int sign_bit() const { return fraction_bits() + exponent_bits(); }
  Wide infinity() const { return Wide((1U << exponent_bits()) - 1) << fraction_bits(); }
};
inline constexpr BinaryFormat binary64{53, -1074, 971};
inline constexpr BinaryFormat binary128{113, -16494, 16271};

enum class Kind { finite, infinite, nan };

/// A number, binary or decimal: coefficient times 2 or 10 to the power of `exponent`. Of a NaN the
/// coefficient is its payload, at the upper end of 128 bits.
struct Parts {
  Kind kind;
  bool negative;
  Wide coefficient;
  int exponent;
};

/// Of a decimal; coefficients that the format does not have are 0, as it says.
Parts parts_of_decimal(const Bits& decimal, Status& status);
Parts parts_of_binary(Wide number, const BinaryFormat& format, Status& status);

Bits decimal_of_parts(const Parts& parts);

/// Whether a magnitude is rounded up: `odd` is its last bit or digit, `half` the next bit, `rest`
/// whether anything is below that.
bool rounds_up(Rounding rounding, bool negative, bool odd, bool half, bool rest);

}  // namespace profilestore::floating
