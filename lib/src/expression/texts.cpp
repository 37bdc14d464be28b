#include "expression/texts.hpp"

#include <fmt/format.h>
#include <cmath>

#include "dates/calendar.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"

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

}  // namespace profilestore::expression
