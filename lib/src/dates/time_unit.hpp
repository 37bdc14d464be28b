// The units of dates: "year" to "millisecond", and days of the week.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dates/calendar.hpp"
#include "dates/time_zone.hpp"
#include "evaluation/result.hpp"

namespace profilestore::expression {

enum class TimeUnit { year, quarter, month, week, day, hour, minute, second, millisecond };

/// Throws InvalidExpression: `no_string`, or 9 for a name that no unit has.
TimeUnit unit_of(const Result& value, int no_string, const std::string& op);

/// 0 is Sunday. "monday" or "mon", in either case; nothing for another word.
std::optional<int> weekday_named(std::string_view name);

/// The same of an argument; Sunday if it is not given. Throws InvalidExpression: `no_string`, or
/// 5439016. Nothing of what is nullish.
std::optional<int> start_of_week(const Arguments& arguments, std::size_t i, int no_string);

/// Of a week and less: what it lasts, where the clock is not put on or back.
std::int64_t millis_of_unit(TimeUnit unit);

/// The months of a year, a quarter, a month; nothing for what is less.
std::optional<std::int64_t> months_of_unit(TimeUnit unit);

/// Whether it is longer, onward or back, than from the first date of all to the last. MongoDB's
/// bounds; there is none of milliseconds.
bool is_beyond_all_dates(std::int64_t amount, TimeUnit unit);

/// The moment `amount` units later: by the calendar of the zone from a day on, the last day of the
/// month where there is no such day. Nothing if 64 bits do not hold it.
std::optional<std::int64_t> moved(std::int64_t moment, TimeUnit unit, std::int64_t amount,
                                  const TimeZone& zone);

}  // namespace profilestore::expression
