#include "dates/calendar.hpp"

#include <fmt/format.h>
#include <chrono>

namespace profilestore::expression {
namespace {

constexpr std::int64_t days_per_era = 146'097, years_per_era = 400;

// Years of the library's calendar that are the same but for eras of 400 years, which it can hold.
std::chrono::year year_in_era(std::int64_t year) {
  return std::chrono::year{static_cast<int>(floor_rest(year, years_per_era)) + 2000};
}

std::int64_t era_of(std::int64_t year) { return floor_quotient(year, years_per_era) - 5; }

}  // namespace

std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  year += floor_quotient(month - 1, 12);
  const auto month_in_year = static_cast<unsigned>(floor_rest(month - 1, 12) + 1);
  const std::chrono::sys_days first = std::chrono::year_month_day{
      year_in_era(year), std::chrono::month{month_in_year}, std::chrono::day{1}};
  return first.time_since_epoch().count() + era_of(year) * days_per_era + day - 1;
}

CivilDay civil_day_of(std::int64_t days) {
  const std::int64_t era = floor_quotient(days, days_per_era);
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{days - era * days_per_era}}};
  return {static_cast<int>(date.year()) + era * years_per_era,
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Civil civil_of(std::int64_t millis) {
  const std::int64_t rest = floor_rest(millis, millis_per_day);
  return {civil_day_of(floor_quotient(millis, millis_per_day)),
          static_cast<int>(rest / millis_per_hour), static_cast<int>(rest / millis_per_minute % 60),
          static_cast<int>(rest / millis_per_second % 60),
          static_cast<int>(rest % millis_per_second)};
}

int days_in_month(std::int64_t year, int month) {
  return static_cast<int>(days_of(year, month + 1, 1) - days_of(year, month, 1));
}

int weekday_of(std::int64_t days) { return static_cast<int>(floor_rest(days + 4, 7)); }

int day_of_year(std::int64_t days) {
  return static_cast<int>(days - days_of(civil_day_of(days).year, 1, 1)) + 1;
}

int week_of_year(std::int64_t days) { return (day_of_year(days) + 6 - weekday_of(days)) / 7; }

std::int64_t days_of_iso_week(std::int64_t year, std::int64_t week) {
  const std::int64_t fourth = days_of(year, 1, 4);  // always in the first week
  return fourth - floor_rest(weekday_of(fourth) + 6, 7) + (week - 1) * 7;
}

IsoWeek iso_week_of(std::int64_t days) {
  const int weekday = (weekday_of(days) + 6) % 7 + 1;
  const std::int64_t year = civil_day_of(days + 4 - weekday).year;  // that of its Thursday
  return {year, static_cast<int>((days - days_of_iso_week(year, 1)) / 7) + 1, weekday};
}

std::string iso_text(std::int64_t millis) {
  const Civil civil = civil_of(millis);
  return fmt::format("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}.{:03d}Z", civil.day.year,
                     civil.day.month, civil.day.day, civil.hour, civil.minute, civil.second,
                     civil.milli);
}

}  // namespace profilestore::expression
