// Long division where digits are such that a guess of the quotient goes wrong.
#include "floating/natural.hpp"

#include <array>
#include <cstdint>
#include <random>

#include "catch.hpp"

namespace floating_natural_test {

using profilestore::floating::Natural;
using profilestore::floating::Wide;

namespace {

using Words = std::array<std::uint64_t, 4>;

Words words(Wide number) {
  return {static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(number >> 64), 0, 0};
}

}  // namespace

TEST_CASE("Natural numbers divide as the compiler's of 128 bits do", "[floating]") {
  const std::uint64_t seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  // Digits of all ones, of one bit and of none are where guesses are one or two too large.
  const auto digit = [&]() -> std::uint64_t {
    constexpr std::uint64_t odd[] = {0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe};
    return random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : odd[random() % 6];
  };
  const auto number = [&] {
    Wide made = 0;
    for (int i = 0; i < 4; ++i) made = (made << 32) | digit();
    return made;
  };
  for (int i = 0; i < 50'000; ++i) {
    const Wide dividend = number(), divisor = (number() >> (random() % 128)) | 1;
    const auto shift = static_cast<unsigned>(random() % 3000);
    Natural left(dividend), by(divisor);
    left.shift_left(shift);
    by.shift_left(shift);
    const Natural quotient = left.divide(by);
    REQUIRE(quotient.low_words() == words(dividend / divisor));
    REQUIRE_FALSE(left.shift_right(shift));
    REQUIRE(left.low_words() == words(dividend % divisor));
  }
}

TEST_CASE("A power of five divides by its factors without a remainder", "[floating]") {
  for (const unsigned exponent : {0U, 1U, 13U, 14U, 100U, 1000U, 5000U}) {
    INFO(exponent);
    Natural power = Natural::power_of_five(exponent + 40);
    Natural rest = power.divide(Natural::power_of_five(exponent));
    CHECK(power.is_zero());
    CHECK(rest.low_words() == Natural::power_of_five(40).low_words());
  }
}

TEST_CASE("A shift to the right tells whether it lost a bit", "[floating]") {
  Natural number(0b1010000);
  CHECK_FALSE(number.shift_right(4));
  CHECK(number.low_words() == words(5));
  CHECK(number.shift_right(2));
  CHECK(number.low_words() == words(1));
  number.shift_left(100);
  CHECK_FALSE(number.shift_right(100));
  CHECK(number.low_words() == words(1));
  CHECK(number.shift_right(500));
  CHECK(number.is_zero());
  CHECK_FALSE(number.shift_right(1));
}

}  // namespace floating_natural_test
