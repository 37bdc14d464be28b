// $dateAdd, $dateSubtract, $dateDiff.
#include <fmt/format.h>
#include <array>
#include <limits>

#include "dates/families.hpp"
#include "dates/time_unit.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array add_parameters{Parameter{"startDate", 5166402}, Parameter{"unit", 5166402},
                                    Parameter{"amount", 5166402}, Parameter{"timezone"}};
constexpr Named add_arguments{5166400, 5166401, add_parameters};

template <bool back>
Result date_add(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result start = arguments[0], unit = arguments[1], amount = arguments[2];
  const auto zone = zone_argument(arguments, 3);
  if (start.is_nullish() || unit.is_nullish() || amount.is_nullish() || !zone) return Value();
  const auto moment = moment_of(start, 5166403, op);
  const TimeUnit each = unit_of(unit, 5439013, op);
  const auto number = integral_of(*amount);
  if (!number) refuse(5166405, op, "takes a whole number as its amount");
  if (back && *number == std::numeric_limits<std::int64_t>::min())
    refuse(6045000, op, "takes an amount that can be negated");
  if (is_beyond_all_dates(*number, each))
    refuse(5976500, op, "takes no amount that leads from any date beyond all others");
  const auto result = moved(*moment, each, back ? -*number : *number, *zone);
  if (!result) refuse(5166406, op, "makes a date beyond what 64 bits hold");
  return document::date_of_millis(*result);
}

constexpr std::array diff_parameters{Parameter{"startDate", 5166303}, Parameter{"endDate", 5166304},
                                     Parameter{"unit", 5166305}, Parameter{"timezone"},
                                     Parameter{"startOfWeek"}};
constexpr Named diff_arguments{5166301, 5166302, diff_parameters};

// Which unit of all a moment is in, counted from some moment on.
std::int64_t ordinal_of(std::int64_t local, TimeUnit unit, int first_weekday) {
  if (const auto months = months_of_unit(unit)) {
    const CivilDay day = civil_of(local).day;
    return floor_quotient(day.year * 12 + day.month - 1, *months);
  }
  const std::int64_t days = floor_quotient(local, millis_per_day);
  if (unit == TimeUnit::week) return floor_quotient(days + 4 - first_weekday, 7);
  return days;
}

// MongoDB: how many boundaries between two units lie between the dates.
Result date_diff(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result start = arguments[0], end = arguments[1], unit = arguments[2];
  const auto zone = zone_argument(arguments, 3);
  if (start.is_nullish() || end.is_nullish() || unit.is_nullish() || !zone) return Value();
  const auto first = moment_of(start, 5166307, op), last = moment_of(end, 5166307, op);
  const TimeUnit each = unit_of(unit, 5439013, op);
  const auto weekday = each == TimeUnit::week ? start_of_week(arguments, 4, 5439015) : 0;
  if (!weekday) return Value();
  std::int64_t difference = 0;
  if (each <= TimeUnit::day) {
    difference = ordinal_of(zone->to_local(*last), each, *weekday) -
                 ordinal_of(zone->to_local(*first), each, *weekday);
  } else {
    // An hour's begin is that of the zone, which need not be one of UTC.
    const std::int64_t size = millis_of_unit(each);
    const auto count = [&](std::int64_t moment) {
      return floor_quotient(saturated_sum(moment, floor_rest(zone->offset_at(moment), size)), size);
    };
    if (__builtin_sub_overflow(count(*last), count(*first), &difference))
      refuse(5166308, op, "overflows 64 bits");
  }
  return document::long_integer(difference);
}

constexpr std::array date_arithmetic_table{
    Operator{.name = "$dateAdd", .act = date_add<false>, .named = &add_arguments},
    Operator{.name = "$dateSubtract", .act = date_add<true>, .named = &add_arguments},
    Operator{.name = "$dateDiff", .act = date_diff, .named = &diff_arguments},
};

}  // namespace

Family date_arithmetic_operators() { return date_arithmetic_table; }

}  // namespace profilestore::expression
