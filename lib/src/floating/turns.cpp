#include "floating/turns.hpp"

#include <algorithm>

namespace profilestore::floating {
namespace {

constexpr unsigned limb_size = 32;
// 512 bits, the last of them wrong by one or two: the coefficient makes 113 of them wrong.
constexpr std::size_t kept = 16;
constexpr unsigned fives_of_step = 13;
constexpr std::size_t most_steps = (6111 + 35) / fives_of_step + 1;

std::uint32_t turn_limb(std::size_t bit) {
  const std::size_t word = bit / 64, shift = bit % 64;
  const Wide two = (Wide{turn_bits[word]} << 64) | turn_bits[word + 1];
  return static_cast<std::uint32_t>(two >> (128 - limb_size - shift));
}

// Without the integer part.
void multiply(std::uint32_t* limbs, std::size_t count, std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::size_t i = count; i-- > 0;) {
    carry += std::uint64_t{limbs[i]} * factor;
    limbs[i] = static_cast<std::uint32_t>(carry);
    carry >>= limb_size;
  }
}

}  // namespace

std::array<std::uint64_t, 4> fraction_of_turns(Wide coefficient, int exponent) {
  // 10^n = 2^n * 5^n: 2^n says where to begin; each 5^13 takes less than a limb of what is exact.
  auto tens = static_cast<unsigned>(exponent - least_turn_exponent);
  std::array<std::uint32_t, kept + most_steps> limbs;  // the highest first
  std::size_t count = kept + (tens + fives_of_step - 1) / fives_of_step;
  for (std::size_t i = 0; i < count; ++i) limbs[i] = turn_limb(tens + limb_size * i);
  for (; count > kept; --count) {
    const unsigned fives = std::min(tens, fives_of_step);
    multiply(limbs.data(), count, static_cast<std::uint32_t>(power(5, static_cast<int>(fives))));
    tens -= fives;
  }

  std::array<std::uint64_t, 4> words{};
  Wide sum = 0;
  for (std::size_t i = kept; i-- > 0; sum >>= limb_size) {
    for (std::size_t j = 0; j < 4 && i + j < kept; ++j)
      sum += Wide{limbs[i + j]} * static_cast<std::uint32_t>(coefficient >> (limb_size * j));
    if (i < 8)
      words[i / 2] |= std::uint64_t{static_cast<std::uint32_t>(sum)} << (i % 2 == 0 ? 32 : 0);
  }
  return words;
}

}  // namespace profilestore::floating
