// Sine, cosine and tangent of decimals, as Intel's library has them: the same reduction of the
// angle and the same functions of binary128, and so the same results to the last digit.
#pragma once

#include "floating/format.hpp"

namespace profilestore::floating {

/// In radians; NaN of an infinity.
Bits sine(const Bits& decimal);
Bits cosine(const Bits& decimal);
Bits tangent(const Bits& decimal);

}  // namespace profilestore::floating
