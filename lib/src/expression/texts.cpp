#include "expression/texts.hpp"

#include <fmt/format.h>
#include <cmath>

#include "dates/calendar.hpp"
#include "dates/date_format.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {

using document::Type;

namespace {

// "Feb  7 06:28:15:1": as C's ctime(), and the ordinal in its second.
std::string text_of_timestamp(const Value& parts) {
  const Civil civil = civil_of(parts.at("t").get<std::int64_t>() * millis_per_second);
  return fmt::format("{} {:2} {:02}:{:02}:{:02}:{}", month_name(civil.day.month).substr(0, 3),
                     civil.day.day, civil.hour, civil.minute, civil.second,
                     parts.at("i").get<std::int64_t>());
}

}  // namespace

// MongoDB writes a double as fmt does: the fewest digits that give it back.
std::string text_of_number(const Value& number) {
  if (const auto integer = document::integer_of(number)) return std::to_string(*integer);
  if (const auto real = document::real_of(number))
    return std::isfinite(*real) ? fmt::format("{}", *real)
                                : std::string(document::name_of_non_finite(*real));
  return number.begin().value().get<std::string>();
}

std::string coerced_text(const Result& value, const std::string& op) {
  if (value.is_nullish()) return {};
  if (value.is_string()) return value.text();
  // MongoDB: a double as C++'s streams write it, with 6 digits.
  if (value.is(Type::real)) return fmt::format("{:g}", *document::real_of(*value));
  if (value.is_number()) return text_of_number(*value);
  if (value.is(Type::date)) return iso_text(document::millis_of_date(*value));
  if (value.is(Type::timestamp)) return text_of_timestamp(value->begin().value());
  if (value.is(Type::symbol) || value.is(Type::code))
    return value->begin().value().get<std::string>();
  refuse(16007, op, fmt::format("takes no {} as a string", value.type_name()));
}

}  // namespace profilestore::expression
