// Days, weeks and years of a moment, by the Gregorian calendar before its time too. Knows no zones.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace profilestore::expression {

inline constexpr std::int64_t millis_per_second = 1000, millis_per_minute = 60'000,
                              millis_per_hour = 3'600'000, millis_per_day = 86'400'000;

/// Rounded down; `divisor` is positive.
constexpr std::int64_t floor_quotient(std::int64_t number, std::int64_t divisor) {
  return number / divisor - (number % divisor < 0 ? 1 : 0);
}
constexpr std::int64_t floor_rest(std::int64_t number, std::int64_t divisor) {
  const std::int64_t rest = number % divisor;
  return rest < 0 ? rest + divisor : rest;
}

/// The sum, or what is nearest to it in 64 bits: dates may be as far as that.
constexpr std::int64_t saturated_sum(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<std::int64_t>::min()
               : std::numeric_limits<std::int64_t>::max();
}

struct CivilDay {
  std::int64_t year;
  int month, day;  ///< from 1
};

/// A moment's date and time of day.
struct Civil {
  CivilDay day;
  int hour, minute, second, milli;
};

/// The days since 1970-01-01; `month` may be any number, and `day` too.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day);
CivilDay civil_day_of(std::int64_t days);
Civil civil_of(std::int64_t millis);

int days_in_month(std::int64_t year, int month);

/// 0 is Sunday.
int weekday_of(std::int64_t days);
/// From 1.
int day_of_year(std::int64_t days);
/// Of weeks that begin on Sundays; 0 before the first Sunday of the year.
int week_of_year(std::int64_t days);

/// ISO 8601: weeks begin on Mondays, the first has the year's first Thursday.
struct IsoWeek {
  std::int64_t year;
  int week, weekday;  ///< from 1; Monday is 1
};
IsoWeek iso_week_of(std::int64_t days);
/// The days since 1970-01-01 of the Monday of an ISO week; `week` may be any number.
std::int64_t days_of_iso_week(std::int64_t year, std::int64_t week);

/// "2024-01-31T23:59:59.999Z"
std::string iso_text(std::int64_t millis);

}  // namespace profilestore::expression
