#include "dates/time_unit.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "document/text.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array<std::string_view, 9> unit_names{
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond"};
constexpr std::array<std::string_view, 7> day_names{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

constexpr std::int64_t longest_in_months = std::int64_t{12} * 400'000'000;

std::optional<std::int64_t> sum_of_two(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

std::optional<std::int64_t> moved_months(std::int64_t local, std::int64_t months) {
  if (months > longest_in_months || months < -longest_in_months) return std::nullopt;
  const CivilDay day = civil_of(local).day;
  const std::int64_t month = day.month - 1 + months;
  const std::int64_t year = day.year + floor_quotient(month, 12);
  const int month_in_year = static_cast<int>(floor_rest(month, 12)) + 1;
  const std::int64_t days =
      days_of(year, month_in_year, std::min(day.day, days_in_month(year, month_in_year)));
  std::int64_t millis = 0;
  if (__builtin_mul_overflow(days, millis_per_day, &millis)) return std::nullopt;
  return sum_of_two(millis, floor_rest(local, millis_per_day));
}

}  // namespace

TimeUnit unit_of(const Result& value, int no_string, const std::string& op) {
  if (!value.is_string())
    refuse(no_string, op, fmt::format("takes a string as its unit, not {}", value.type_name()));
  const auto found = std::ranges::find(unit_names, value.text());
  if (found == unit_names.end())
    refuse(failed_to_parse, op, "takes a unit from 'year' to 'millisecond'");
  return static_cast<TimeUnit>(found - unit_names.begin());
}

std::optional<int> weekday_named(std::string_view name) {
  const std::string lower = document::ascii_lower(std::string(name));
  for (std::size_t d = 0; d < day_names.size(); ++d)
    if (lower == day_names[d] || lower == day_names[d].substr(0, 3)) return static_cast<int>(d);
  return std::nullopt;
}

std::optional<int> start_of_week(const Arguments& arguments, std::size_t i, int no_string) {
  if (!arguments.given(i)) return 0;
  const Result day = arguments[i];
  if (day.is_nullish()) return std::nullopt;
  if (!day.is_string())
    refuse(no_string, arguments.op(),
           fmt::format("takes a string as its startOfWeek, not {}", day.type_name()));
  if (const auto known = weekday_named(day.text())) return known;
  refuse(5439016, arguments.op(), "takes a day from 'monday' to 'sunday' as startOfWeek");
}

std::int64_t millis_of_unit(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::week:
      return 7 * millis_per_day;
    case TimeUnit::hour:
      return millis_per_hour;
    case TimeUnit::minute:
      return millis_per_minute;
    case TimeUnit::second:
      return millis_per_second;
    case TimeUnit::millisecond:
      return 1;
    default:
      return millis_per_day;
  }
}

std::optional<std::int64_t> months_of_unit(TimeUnit unit) {
  if (unit == TimeUnit::year) return 12;
  if (unit == TimeUnit::quarter) return 3;
  if (unit == TimeUnit::month) return 1;
  return std::nullopt;
}

bool is_beyond_all_dates(std::int64_t amount, TimeUnit unit) {
  constexpr std::int64_t years = 584'942'418, days = 213'503'982'335;
  if (unit == TimeUnit::millisecond) return false;
  std::int64_t most = days / 7;
  if (const auto months = months_of_unit(unit))
    most = years * 12 / *months;
  else if (unit != TimeUnit::week)
    most = days * (millis_per_day / millis_of_unit(unit));
  return amount >= most || amount <= -most;
}

std::optional<std::int64_t> moved(std::int64_t moment, TimeUnit unit, std::int64_t amount,
                                  const TimeZone& zone) {
  const std::int64_t local = zone.to_local(moment);
  std::optional<std::int64_t> result;
  if (const auto months = months_of_unit(unit)) {
    std::int64_t all = 0;
    if (__builtin_mul_overflow(*months, amount, &all)) return std::nullopt;
    result = moved_months(local, all);
    return result ? std::optional(zone.from_local(*result)) : std::nullopt;
  }
  std::int64_t millis = 0;
  if (__builtin_mul_overflow(millis_of_unit(unit), amount, &millis)) return std::nullopt;
  if (unit > TimeUnit::day) return sum_of_two(moment, millis);
  result = sum_of_two(local, millis);
  return result ? std::optional(zone.from_local(*result)) : std::nullopt;
}

}  // namespace profilestore::expression
