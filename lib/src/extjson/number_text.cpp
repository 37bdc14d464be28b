#include "extjson/number_text.hpp"

#include <charconv>
#include <limits>

namespace profilestore::extjson {
namespace {

// Of a number whose magnitude fits no Double: whether it is too small, not too large.
bool is_tiny(std::string_view digits) {
  const std::size_t e = digits.find_first_of("eE");
  return e == std::string_view::npos ? digits.front() == '0' : digits[e + 1] == '-';
}

}  // namespace

std::optional<double> real_of_text(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  // std::from_chars takes "inf" and "nan" too.
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return std::nullopt;
  double number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (end != digits.data() + digits.size()) return std::nullopt;
  if (fault == std::errc::result_out_of_range && is_tiny(digits))
    number = 0;
  else if (fault != std::errc{})
    return std::nullopt;
  return negative ? -number : number;
}

std::optional<double> non_finite_of_text(std::string_view text) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity" || text == "+Infinity") return infinity;
  if (text == "-Infinity") return -infinity;
  return std::nullopt;
}

}  // namespace profilestore::extjson
