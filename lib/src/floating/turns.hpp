// Angles of any size as turns of a circle: what is left of a decimal after whole turns. Intel's
// library has a table of 10^e / 2 pi for each exponent, three times; this is one of 3 KB.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "floating/natural.hpp"

namespace profilestore::floating {

inline constexpr int least_turn_exponent = -35;

/// The first 256 bits after the point of coefficient * 10^exponent / 2 pi, the highest word first.
/// REQUIRES: coefficient < 2^113, -35 <= exponent <= 6111.
std::array<std::uint64_t, 4> fraction_of_turns(Wide coefficient, int exponent);

inline constexpr std::size_t turn_words = 342;
extern const std::array<std::uint64_t, turn_words> turn_bits;

}  // namespace profilestore::floating
