#include "document/decimal.hpp"

// How Debian's library was built: arguments by value, rounding and flags as arguments.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <fmt/format.h>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

#include "document/number.hpp"
#include "floating/binary_decimal.hpp"

namespace profilestore::document {
namespace {

using Bits = std::array<std::uint64_t, 2>;
constexpr unsigned nearest_even = BID_ROUNDING_TO_NEAREST;

BID_UINT128 raw(const Bits& bits) { return std::bit_cast<BID_UINT128>(bits); }
Bits bits_of(BID_UINT128 number) { return std::bit_cast<Bits>(number); }

// Sign, digits and exponent, as the library writes them: "-123E-2".
struct Parts {
  bool negative;
  std::string digits;
  int exponent;
};

Parts parts_of(const Bits& bits) {
  char text[64];
  unsigned flags = 0;
  bid128_to_string(text, raw(bits), &flags);
  std::string_view view{text};
  const std::size_t e = view.find('E');
  Parts parts{view.front() == '-', std::string(view.substr(1, e - 1)), std::atoi(text + e + 1)};
  const std::size_t first = parts.digits.find_first_not_of('0');
  parts.digits.erase(0, std::min(first, parts.digits.size() - 1));
  return parts;
}

double rounded_real(const Bits& bits, floating::Rounding rounding, floating::Status& status) {
  const auto number = floating::binary_of_decimal(bits, floating::binary64, rounding, status);
  return std::bit_cast<double>(static_cast<std::uint64_t>(number));
}

bool is_infinite(const Bits& bits) { return bid128_isInf(raw(bits)) != 0; }
bool is_negative(const Bits& bits) { return bid128_isSigned(raw(bits)) != 0; }

// Decimal128 specification, "To-String Representation".
std::string written(const Parts& parts) {
  const std::string sign = parts.negative ? "-" : "";
  const int count = static_cast<int>(parts.digits.size());
  const int adjusted = parts.exponent + count - 1;
  if (parts.exponent > 0 || adjusted < -6) {
    std::string text = sign + parts.digits.substr(0, 1);
    if (count > 1) text.append(".").append(parts.digits, 1);
    return text + fmt::format("E{:+d}", adjusted);
  }
  if (parts.exponent == 0) return sign + parts.digits;
  const int whole = count + parts.exponent;
  if (whole > 0)
    return sign + parts.digits.substr(0, static_cast<std::size_t>(whole)) + "." +
           parts.digits.substr(static_cast<std::size_t>(whole));
  return sign + "0." + std::string(static_cast<std::size_t>(-whole), '0') + parts.digits;
}

bool is_decimal_text(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower == "nan" || lower == "inf" || lower == "infinity") return true;
  std::size_t i = 0, digits = 0;
  const auto take_digits = [&] {
    for (; i < lower.size() && lower[i] >= '0' && lower[i] <= '9'; ++i) ++digits;
  };
  take_digits();
  if (i < lower.size() && lower[i] == '.') ++i, take_digits();
  if (digits == 0) return false;
  if (i < lower.size() && lower[i] == 'e') {
    ++i;
    if (i < lower.size() && (lower[i] == '+' || lower[i] == '-')) ++i;
    digits = 0;
    take_digits();
    if (digits == 0) return false;
  }
  return i == lower.size();
}

// A zero has an exponent too; one beyond the bounds is the nearest that there is. REQUIRES: `text`
// is a decimal. Any other text stays as it is.
std::string with_clamped_zero(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, e);
  if (digits.find_first_not_of("+-0.") != std::string_view::npos) return std::string(text);
  long exponent =
      e == text.size() ? 0 : std::strtol(std::string(text.substr(e + 1)).c_str(), nullptr, 10);
  const std::size_t point = digits.find('.');
  constexpr long lowest = -6176, highest = 6111, beyond = 100'000'000;
  exponent = std::clamp(exponent, -beyond, beyond);
  if (point != std::string_view::npos) exponent -= static_cast<long>(digits.size() - point - 1);
  return fmt::format("{}0E{}", digits.starts_with('-') ? "-" : "",
                     std::clamp(exponent, lowest, highest));
}

}  // namespace

std::optional<Decimal> Decimal::from_text(std::string_view text) {
  if (!is_decimal_text(text)) return std::nullopt;
  std::string copy = with_clamped_zero(text);
  unsigned flags = 0;
  Decimal result;
  result.bits_ = bits_of(bid128_from_string(copy.data(), nearest_even, &flags));
  constexpr unsigned inexact =
      BID_INEXACT_EXCEPTION | BID_OVERFLOW_EXCEPTION | BID_UNDERFLOW_EXCEPTION;
  if ((flags & inexact) != 0) return std::nullopt;
  return result;
}

Decimal Decimal::of_bits(const Bits& bits) {
  Decimal result;
  result.bits_ = bits;
  return result;
}

Decimal Decimal::from_integer(std::int64_t number) {
  Decimal result;
  result.bits_ = bits_of(bid128_from_int64(number));
  return result;
}

Decimal Decimal::from_real(double number) {
  if (!std::isfinite(number)) return *from_text(name_of_non_finite(number));
  if (number == 0) return *from_text(std::signbit(number) ? "-0" : "0");
  return *from_text(fmt::format("{:.14e}", number));
}

std::string Decimal::to_text() const {
  if (is_nan()) return "NaN";
  if (is_infinite(bits_)) return is_negative(bits_) ? "-Infinity" : "Infinity";
  return written(parts_of(bits_));
}

bool Decimal::is_nan() const { return bid128_isNaN(raw(bits_)) != 0; }

std::optional<std::int64_t> Decimal::to_integer() const {
  unsigned flags = 0;
  const BID_SINT64 number = bid128_to_int64_xint(raw(bits_), &flags);
  if (flags != 0) return std::nullopt;  // inexact, or out of range
  return number;
}

std::optional<double> Decimal::to_real() const {
  floating::Status status;
  const double number = rounded_real(bits_, floating::Rounding::nearest_even, status);
  if (status.inexact || std::isnan(number)) return std::nullopt;
  return number;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  Decimal sum;
  sum.bits_ = bits_of(bid128_add(raw(a.bits_), raw(b.bits_), nearest_even, &flags));
  return sum;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  Decimal product;
  product.bits_ = bits_of(bid128_mul(raw(a.bits_), raw(b.bits_), nearest_even, &flags));
  return product;
}

std::weak_ordering Decimal::compare(const Decimal& other) const {
  if (is_nan() || other.is_nan()) return other.is_nan() <=> is_nan();
  unsigned flags = 0;
  if (bid128_quiet_less(raw(bits_), raw(other.bits_), &flags) != 0) return std::weak_ordering::less;
  return bid128_quiet_equal(raw(bits_), raw(other.bits_), &flags) != 0
             ? std::weak_ordering::equivalent
             : std::weak_ordering::greater;
}

std::weak_ordering Decimal::compare(double other) const {
  if (is_nan() || std::isnan(other)) return std::isnan(other) <=> is_nan();
  // Rounding down keeps the order against any double: this >= other exactly if floor(this) is.
  floating::Status status;
  const double below = rounded_real(bits_, floating::Rounding::down, status);
  if (below < other) return std::weak_ordering::less;
  return below == other && !status.inexact ? std::weak_ordering::equivalent
                                           : std::weak_ordering::greater;
}

std::string Decimal::canonical_text() const {
  if (is_nan() || is_infinite(bits_)) return to_text();
  Parts parts = parts_of(bits_);
  const std::size_t last = parts.digits.find_last_not_of('0');
  if (last == std::string::npos) return "0";
  parts.exponent += static_cast<int>(parts.digits.size() - last - 1);
  parts.digits.erase(last + 1);
  return fmt::format("{}{}E{}", parts.negative ? "-" : "", parts.digits, parts.exponent);
}

}  // namespace profilestore::document
