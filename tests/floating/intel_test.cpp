// Conversions and functions of our own beside those of Intel's library, bit for bit. This program
// takes the library's conversions too; then they are its own for all who call them by their names.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "catch.hpp"
#include "floating/binary_decimal.hpp"
#include "floating/trigonometry.hpp"

extern "C" void bid128_to_binary128_2part(BID_UINT128* high, BID_UINT128* low, BID_UINT128 decimal);

namespace floating_intel_test {

using namespace profilestore::floating;

namespace {

Bits bits(BID_UINT128 number) { return std::bit_cast<Bits>(number); }
BID_UINT128 raw(const Bits& number) { return std::bit_cast<BID_UINT128>(number); }
std::string shown(const Bits& number) {
  return fmt::format("{:016x}{:016x}", number[1], number[0]);
}

unsigned flags_of(const Status& status) {
  return (status.inexact ? BID_INEXACT_EXCEPTION : 0U) |
         (status.overflow ? BID_OVERFLOW_EXCEPTION : 0U) |
         (status.underflow ? BID_UNDERFLOW_EXCEPTION : 0U) |
         (status.invalid ? BID_INVALID_EXCEPTION : 0U) |
         (status.denormal ? BID_DENORMAL_EXCEPTION : 0U);
}

// PROFILESTORE_FLOATING_CASES makes it as long as one likes.
long cases(long few) {
  const char* const wanted = std::getenv("PROFILESTORE_FLOATING_CASES");
  return wanted == nullptr ? few : std::atol(wanted);
}

class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : random_(seed) {}

  std::uint64_t word() { return random_(); }
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  Wide any() { return wide({random_(), random_()}); }

  Bits decimal_of(Wide coefficient, int exponent) {
    return decimal_of_parts(
        {Kind::finite, below(2) == 0, coefficient % power(10, 34), std::max(exponent, -6176)});
  }

  Bits decimal() {
    switch (below(6)) {
      case 0:
        return bits_of(any());
      case 1:
        return decimal_of(power(10, below(35)) - static_cast<unsigned>(below(3)), exponent());
      case 2:
        return decimal_of(power(5, below(48)) * (random_() >> below(64)), -below(40));
      case 3:
        return decimal_of(digits(), edges_[static_cast<std::size_t>(below(18))] - below(36));
      case 4:
        return decimal_of(digits(), below(800) - 400);
      default:
        return decimal_of(digits(), below(80) - 60);
    }
  }

  std::uint64_t real() {
    if (below(2) == 0) return random_();
    const auto integer = static_cast<double>(random_() >> below(64));
    return std::bit_cast<std::uint64_t>(std::ldexp(integer, below(300) - 180));
  }

  Bits quad() {
    switch (below(3)) {
      case 0:
        return bits_of(any());
      case 1:
        return bits_of(any() >> below(128));
      default: {
        Bits number = bits_of((any() >> below(112)) << 15 >> 15);
        number[1] |= static_cast<std::uint64_t>(16383 - 200 + below(400)) << 48;
        return number;
      }
    }
  }

 private:
  Wide digits() { return any() % power(10, 1 + below(34)); }
  int exponent() { return below(12288) - 6176; }

  std::mt19937_64 random_;
  // Where the binary formats begin and end.
  static constexpr std::array<int, 18> edges_{309,   308,   307,   -307,  -308,  -323,
                                              -324,  -325,  4931,  4932,  4933,  -4931,
                                              -4932, -4965, -4966, -4967, -5000, -5001};
};

}  // namespace

TEST_CASE("The library's own conversions are what ours are compared with", "[floating]") {
  unsigned flags = 0;
  const Bits infinity{0, 0x7800000000000000};
  REQUIRE(std::isinf(bid128_to_binary64(raw(infinity), 0, &flags)));  // takes its conversions
  const Bits untouched{1, 2};
  BID_UINT128 high{}, low = raw(untouched);
  bid128_to_binary128_2part(&high, &low, raw(infinity));
  CHECK(bits(low) == untouched);  // ours would say 0
}

TEST_CASE("Decimals and binary numbers become each other as by Intel's library, rounded each way",
          "[floating]") {
  const std::uint64_t seed = std::random_device{}();
  Numbers numbers(seed);
  const long count = cases(30'000);
  for (long i = 0; i < count; ++i) {
    const auto mode = static_cast<unsigned>(i % 5);
    const auto rounding = static_cast<Rounding>(mode);
    const Bits decimal = numbers.decimal(), quad = numbers.quad();
    const std::uint64_t real = numbers.real();
    INFO("seed " << seed << ", rounding " << mode << ", " << shown(decimal) << ", " << shown(quad)
                 << ", " << fmt::format("{:016x}", real));
    std::array<unsigned, 4> flags{};
    std::array<Status, 4> status;
    const Bits quad_of_decimal = bits(bid128_to_binary128(raw(decimal), mode, &flags[0]));
    const auto real_of_decimal =
        std::bit_cast<std::uint64_t>(bid128_to_binary64(raw(decimal), mode, &flags[1]));
    const Bits decimal_of_quad = bits(binary128_to_bid128(raw(quad), mode, &flags[2]));
    const Bits decimal_of_real =
        bits(binary64_to_bid128(std::bit_cast<double>(real), mode, &flags[3]));
    const bool same =
        bits_of(binary_of_decimal(decimal, binary128, rounding, status[0])) == quad_of_decimal &&
        binary_of_decimal(decimal, binary64, rounding, status[1]) == real_of_decimal &&
        decimal_of_binary(wide(quad), binary128, rounding, status[2]) == decimal_of_quad &&
        decimal_of_binary(real, binary64, rounding, status[3]) == decimal_of_real;
    REQUIRE(same);
    for (std::size_t k = 0; k < flags.size(); ++k) REQUIRE(flags_of(status[k]) == flags[k]);
  }
}

TEST_CASE("A decimal has the two parts that Intel's library gives it", "[floating]") {
  const std::uint64_t seed = std::random_device{}();
  Numbers numbers(seed);
  const long count = cases(10'000);
  for (long i = 0; i < count; ++i) {
    const Bits decimal = numbers.decimal();
    INFO("seed " << seed << ", " << shown(decimal));
    const TwoParts parts = two_parts_of(decimal);
    BID_UINT128 high{}, low = raw(parts.low);  // it writes none for what is not finite
    bid128_to_binary128_2part(&high, &low, raw(decimal));
    REQUIRE(parts.high == bits(high));
    // Of all bits the library's reciprocals can have the last ones wrong: of the lower part more,
    // the more zeros are between the two. Of a subnormal lower part the library makes something
    // else.
    const Wide ours = wide(parts.low), its = wide(bits(low));
    const auto exponent = [](Wide number) { return static_cast<int>(number >> 112 & 0x7FFF); };
    if (exponent(ours) == 0) continue;
    const int zeros = std::clamp(exponent(wide(parts.high)) - exponent(ours) - 113, 0, 100);
    const bool close = (ours > its ? ours - its : its - ours) <= Wide(4) << zeros;
    REQUIRE(close);
  }
}

TEST_CASE("Sine, cosine and tangent of decimals of all sizes are those of Intel's library",
          "[floating]") {
  const std::uint64_t seed = std::random_device{}();
  Numbers numbers(seed);
  const auto check = [&](const Bits& decimal) {
    INFO("seed " << seed << ", " << shown(decimal));
    unsigned flags = 0;
    REQUIRE(sine(decimal) == bits(bid128_sin(raw(decimal), 0, &flags)));
    REQUIRE(cosine(decimal) == bits(bid128_cos(raw(decimal), 0, &flags)));
    REQUIRE(tangent(decimal) == bits(bid128_tan(raw(decimal), 0, &flags)));
  };
  for (int exponent = -60; exponent <= 6111; ++exponent)  // each has a word of the table of its own
    check(numbers.decimal_of(numbers.any(), exponent));
  const long count = cases(5'000);
  for (long i = 0; i < count; ++i) check(numbers.decimal());
}

}  // namespace floating_intel_test
