// Decimal128 (IEEE 754 decimal, 34 digits), by Intel's decimal floating-point library, which is
// what MongoDB itself computes with.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::document {

class Decimal {
 public:
  /// Nothing if `text` is no number, or has more digits or a larger exponent than fit exactly.
  static std::optional<Decimal> from_text(std::string_view text);
  static Decimal from_integer(std::int64_t number);
  /// Rounded to 15 digits, as MongoDB does before it computes with a Double and a Decimal128.
  static Decimal from_real(double number);

  /// The text that the Decimal128 specification prescribes: "0.10", "1E+3", "NaN", "-Infinity".
  std::string to_text() const;

  bool is_nan() const;

  /// The integer that equals this, if there is one in 64 bits.
  std::optional<std::int64_t> to_integer() const;
  /// The double that equals this exactly, if there is one.
  std::optional<double> to_real() const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  /// By value: 1.0 = 1.00; NaN is least and equal to itself.
  std::weak_ordering compare(const Decimal& other) const;
  std::weak_ordering compare(double other) const;

  /// Text that two decimals share exactly if they are equal.
  std::string canonical_text() const;

  /// The IEEE 754 bits, the low half first; for those who compute with the library.
  using Bits = std::array<std::uint64_t, 2>;
  const Bits& bits() const { return bits_; }
  static Decimal of_bits(const Bits& bits);

 private:
  Bits bits_{};
};

}  // namespace profilestore::document
