#include "floating/natural.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace profilestore::floating {
namespace {

constexpr unsigned limb_bits = 32;
constexpr unsigned step_of_fives = 13;  // 5^13 is the largest that a limb holds
constexpr std::uint32_t fives[step_of_fives + 1] = {
    1,     5,      25,      125,     625,      3125,      15625,
    78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125};

std::uint32_t low_limb(std::uint64_t number) { return static_cast<std::uint32_t>(number); }

}  // namespace

Natural::Natural(Wide number) {
  for (; number != 0; number >>= limb_bits) limbs_[count_++] = static_cast<std::uint32_t>(number);
}

Natural::Natural(const Natural& other) : count_(other.count_) {
  std::copy_n(other.limbs_.begin(), count_, limbs_.begin());
}

Natural Natural::power_of_five(unsigned exponent) {
  Natural power(1);
  power.multiply_by_power_of_five(exponent);
  return power;
}

void Natural::multiply(std::uint32_t factor) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    carry += std::uint64_t{limbs_[i]} * factor;
    limbs_[i] = low_limb(carry);
    carry >>= limb_bits;
  }
  if (carry == 0) return;
  assert(count_ < limbs_.size());
  limbs_[count_++] = low_limb(carry);
}

void Natural::multiply_by_power_of_five(unsigned exponent) {
  for (; exponent > step_of_fives; exponent -= step_of_fives) multiply(fives[step_of_fives]);
  multiply(fives[exponent]);
}

void Natural::shift_left(unsigned bits) {
  if (is_zero()) return;
  const std::size_t whole = bits / limb_bits;
  const unsigned part = bits % limb_bits;
  assert(count_ + whole < limbs_.size());
  limbs_[count_] = 0;
  for (std::size_t i = count_ + 1; i-- > 0;) {
    const std::uint64_t both =
        (std::uint64_t{limbs_[i]} << limb_bits) | (i == 0 ? 0 : limbs_[i - 1]);
    limbs_[i + whole] = low_limb(both >> (limb_bits - part));
  }
  for (std::size_t i = 0; i < whole; ++i) limbs_[i] = 0;
  count_ += whole + 1;
  drop_zeros();
}

bool Natural::shift_right(unsigned bits) {
  const std::size_t whole = bits / limb_bits;
  const unsigned part = bits % limb_bits;
  bool lost = (limb(whole) & ((1U << part) - 1)) != 0;
  for (std::size_t i = 0; i < whole && !lost; ++i) lost = limb(i) != 0;
  if (whole >= count_) {
    count_ = 0;
    return lost;
  }
  count_ -= whole;
  for (std::size_t i = 0; i < count_; ++i) {
    const std::uint64_t above = i + 1 < count_ ? limbs_[i + whole + 1] : 0;
    limbs_[i] = low_limb(((above << limb_bits) | limbs_[i + whole]) >> part);
  }
  drop_zeros();
  return lost;
}

// Knuth, The Art of Computer Programming 4.3.1, algorithm D: a digit of the quotient is guessed by
// the highest digits, and is then at most two too large.
Natural Natural::divide(Natural divisor) {
  assert(!divisor.is_zero());
  Natural quotient;
  if (count_ < divisor.count_) return quotient;
  const auto normal = static_cast<unsigned>(std::countl_zero(divisor.limbs_[divisor.count_ - 1]));
  divisor.shift_left(normal);
  shift_left(normal);
  if (count_ < divisor.count_) {
    shift_right(normal);
    return quotient;
  }
  quotient.count_ = count_ - divisor.count_ + 1;
  assert(count_ < limbs_.size());
  limbs_[count_++] = 0;  // the highest digit of what is left, by which a digit is guessed
  for (std::size_t place = quotient.count_; place-- > 0;)
    quotient.limbs_[place] = digit_of_quotient(divisor, place);
  quotient.drop_zeros();
  drop_zeros();
  shift_right(normal);
  return quotient;
}

std::uint32_t Natural::digit_of_quotient(const Natural& divisor, std::size_t place) {
  const std::size_t count = divisor.count_;
  const std::uint64_t first = divisor.limbs_[count - 1];
  const std::uint64_t second = count > 1 ? divisor.limbs_[count - 2] : 0;
  const std::uint64_t top =
      (std::uint64_t{limbs_[place + count]} << limb_bits) | limbs_[place + count - 1];
  const std::uint64_t next = count > 1 ? limbs_[place + count - 2] : 0;
  std::uint64_t guess = top / first, rest = top % first;
  while (guess >> limb_bits != 0 || guess * second > ((rest << limb_bits) | next)) {
    --guess;
    rest += first;
    if (rest >> limb_bits != 0) break;
  }
  if (!subtract_product(divisor, low_limb(guess), place)) return low_limb(guess);
  add_back(divisor, place);
  return low_limb(guess - 1);
}

// Whether it was too much: what is left is then short of one divisor.
bool Natural::subtract_product(const Natural& divisor, std::uint32_t factor, std::size_t place) {
  std::uint64_t carry = 0, borrow = 0;
  for (std::size_t i = 0; i < divisor.count_; ++i) {
    carry += std::uint64_t{divisor.limbs_[i]} * factor;
    const std::uint64_t left = std::uint64_t{limbs_[place + i]} - low_limb(carry) - borrow;
    limbs_[place + i] = low_limb(left);
    borrow = left >> 63;
    carry >>= limb_bits;
  }
  const std::uint64_t left = std::uint64_t{limbs_[place + divisor.count_]} - carry - borrow;
  limbs_[place + divisor.count_] = low_limb(left);
  return left >> 63 != 0;
}

void Natural::add_back(const Natural& divisor, std::size_t place) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < divisor.count_; ++i) {
    carry += std::uint64_t{limbs_[place + i]} + divisor.limbs_[i];
    limbs_[place + i] = low_limb(carry);
    carry >>= limb_bits;
  }
  limbs_[place + divisor.count_] += low_limb(carry);
}

std::array<std::uint64_t, 4> Natural::low_words() const {
  std::array<std::uint64_t, 4> words;
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = (std::uint64_t{limb(2 * i + 1)} << limb_bits) | limb(2 * i);
  return words;
}

void Natural::drop_zeros() {
  while (count_ > 0 && limbs_[count_ - 1] == 0) --count_;
}

}  // namespace profilestore::floating
