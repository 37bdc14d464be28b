// Conversions between binary and decimal floating-point numbers, rounded once, by exact arithmetic.
// Intel's library has the same by 2 MB of tables; it is given these instead.
#pragma once

#include "floating/format.hpp"

namespace profilestore::floating {

/// The bits of the binary number nearest to `decimal` as `rounding` says.
Wide binary_of_decimal(const Bits& decimal, const BinaryFormat& format, Rounding rounding,
                       Status& status);

/// The decimal that equals the binary number, with the exponent nearest to 0 that it can have; or,
/// if it has more than 34 digits, those 34 that `rounding` says.
Bits decimal_of_binary(Wide number, const BinaryFormat& format, Rounding rounding, Status& status);

/// A decimal as the sum of two numbers of binary128: the first is cut off, the second is what was
/// cut off, cut off itself where it has more than 113 bits. Of what is not finite the second is 0.
struct TwoParts {
  Bits high;
  Bits low;
};
TwoParts two_parts_of(const Bits& decimal);

}  // namespace profilestore::floating
