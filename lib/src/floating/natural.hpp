// Natural numbers of some thousand digits, in place: nothing is allocated, nothing throws, so that
// C may call what uses them. Knows nothing of floating point.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace profilestore::floating {

/// A number of 128 bits; GCC and Clang have it on all 64-bit machines.
__extension__ using Wide = unsigned __int128;

constexpr Wide power(unsigned base, int exponent) {
  Wide result = 1;
  for (; exponent > 0; --exponent) result *= base;
  return result;
}

/// REQUIRES, of all that makes it larger: less than 2^12768.
class Natural {
 public:
  explicit Natural(Wide number);
  Natural(const Natural& other);  // the limbs in use alone
  Natural& operator=(const Natural& other) = delete;
  ~Natural() = default;
  /// 5 to the power of `exponent`.
  static Natural power_of_five(unsigned exponent);

  void multiply(std::uint32_t factor);
  void multiply_by_power_of_five(unsigned exponent);
  void shift_left(unsigned bits);
  /// Whether a bit fell off that was 1.
  bool shift_right(unsigned bits);
  /// The quotient; this becomes the remainder. REQUIRES: the divisor is not 0.
  Natural divide(Natural divisor);

  bool is_zero() const { return count_ == 0; }
  /// The lowest 256 bits, the lowest word first.
  std::array<std::uint64_t, 4> low_words() const;

 private:
  Natural() = default;
  std::uint32_t limb(std::size_t place) const { return place < count_ ? limbs_[place] : 0; }
  std::uint32_t digit_of_quotient(const Natural& divisor, std::size_t place);
  bool subtract_product(const Natural& divisor, std::uint32_t factor, std::size_t place);
  void add_back(const Natural& divisor, std::size_t place);
  void drop_zeros();

  std::size_t count_ = 0;
  std::array<std::uint32_t, 400> limbs_;  // of 32 bits, the lowest first; those in use are set
};

}  // namespace profilestore::floating
