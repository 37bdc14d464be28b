// $year, $month, $dayOfMonth, …: one number of a date.
#include <fmt/format.h>
#include <array>

#include "dates/calendar.hpp"
#include "dates/families.hpp"
#include "dates/time_zone.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array moment_parameters{Parameter{"date", 40539}, Parameter{"timezone"}};
constexpr Named moment_arguments{40535, 40535, moment_parameters};

std::int64_t days_in(std::int64_t local) { return floor_quotient(local, millis_per_day); }

Value year_in(std::int64_t local) { return civil_of(local).day.year; }
Value month_in(std::int64_t local) { return civil_of(local).day.month; }
Value day_in(std::int64_t local) { return civil_of(local).day.day; }
Value hour_in(std::int64_t local) { return civil_of(local).hour; }
Value minute_in(std::int64_t local) { return civil_of(local).minute; }
Value second_in(std::int64_t local) { return civil_of(local).second; }
Value millisecond_in(std::int64_t local) { return civil_of(local).milli; }
Value day_of_week_in(std::int64_t local) { return weekday_of(days_in(local)) + 1; }
Value day_of_year_in(std::int64_t local) { return day_of_year(days_in(local)); }
Value week_in(std::int64_t local) { return week_of_year(days_in(local)); }
Value iso_day_in(std::int64_t local) { return iso_week_of(days_in(local)).weekday; }
Value iso_week_in(std::int64_t local) { return iso_week_of(days_in(local)).week; }
// MongoDB: an Int64, other than $year.
Value iso_year_in(std::int64_t local) {
  return document::long_integer(iso_week_of(days_in(local)).year);
}

using FieldOfMoment = Value (*)(std::int64_t local);

template <FieldOfMoment field>
Result date_field(const Arguments& arguments) {
  const auto moment = moment_of(arguments[0], 16006, arguments.op());
  const auto zone = zone_argument(arguments, 1);
  if (!moment || !zone) return Value();
  return field(zone->to_local(*moment));
}

// A date alone, or {date, timezone}.
template <FieldOfMoment field>
NodePtr parse_date_field(const Parser& parser, const std::string& name, const Value& operand) {
  const bool named = document::is_plain_object(operand) &&
                     (operand.empty() || !operand.begin().key().starts_with('$'));
  if (named)
    return parser.call(name, date_field<field>,
                       named_arguments(parser, name, operand, moment_arguments));
  if (operand.is_array() && operand.size() != 1)
    refuse(40536, name, fmt::format("takes 1 argument, {} were given", operand.size()));
  return parser.call(name, date_field<field>,
                     {parser.parse(operand.is_array() ? operand[0] : operand), nullptr});
}

template <FieldOfMoment field>
constexpr Operator field_operator(std::string_view name) {
  return {.name = name, .parse = parse_date_field<field>};
}

constexpr std::array date_field_table{
    field_operator<year_in>("$year"),
    field_operator<month_in>("$month"),
    field_operator<day_in>("$dayOfMonth"),
    field_operator<hour_in>("$hour"),
    field_operator<minute_in>("$minute"),
    field_operator<second_in>("$second"),
    field_operator<millisecond_in>("$millisecond"),
    field_operator<day_of_week_in>("$dayOfWeek"),
    field_operator<day_of_year_in>("$dayOfYear"),
    field_operator<week_in>("$week"),
    field_operator<iso_day_in>("$isoDayOfWeek"),
    field_operator<iso_week_in>("$isoWeek"),
    field_operator<iso_year_in>("$isoWeekYear"),
};

}  // namespace

Family date_field_operators() { return date_field_table; }

}  // namespace profilestore::expression
