#include "expression/texts.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "document/moment.hpp"
#include "document/number.hpp"
#include "expression/calendar.hpp"
#include "expression/refusal.hpp"

namespace profilestore::expression {

using document::Type;

// MongoDB writes a double as C's %.15g does, or with 17 digits where 15 do not give it back.
std::string text_of_number(const Value& number) {
  if (const auto integer = document::integer_of(number)) return std::to_string(*integer);
  if (const auto real = document::real_of(number)) {
    if (!std::isfinite(*real)) return std::string(document::name_of_non_finite(*real));
    std::string text = fmt::format("{:.15g}", *real);
    if (std::stod(text) != *real) text = fmt::format("{:.17g}", *real);
    return text;
  }
  return number.begin().value().get<std::string>();
}

std::string coerced_text(const Result& value, const std::string& op) {
  if (value.is_nullish()) return {};
  if (value.is_string()) return value.text();
  if (value.is_number()) return text_of_number(*value);
  if (value.is(Type::date)) return iso_text(document::millis_of_date(*value));
  if (value.is(Type::symbol) || value.is(Type::code))
    return value->begin().value().get<std::string>();
  refuse(16007, op, fmt::format("takes no {} as a string", value.type_name()));
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

std::size_t byte_of_code_point(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0 && at < text.size(); --index) {
    ++at;
    while (at < text.size() && continues(text[at])) ++at;
  }
  return at;
}

std::string ascii_lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string ascii_upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace profilestore::expression
