// $dateToParts, $dateFromParts.
#include <fmt/format.h>
#include <array>

#include "dates/calendar.hpp"
#include "dates/families.hpp"
#include "dates/time_zone.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array to_parts_parameters{Parameter{"date", 40522}, Parameter{"timezone"},
                                         Parameter{"iso8601"}};
constexpr Named to_parts_arguments{40524, 40520, to_parts_parameters};

Result date_to_parts(const Arguments& arguments) {
  const Result date = arguments[0];
  const auto zone = zone_argument(arguments, 1);
  bool iso = false;
  if (arguments.given(2)) {
    const Result flag = arguments[2];
    if (flag.is_nullish()) return Value();
    if (!flag->is_boolean())
      refuse(40521, arguments.op(),
             fmt::format("takes true or false as its iso8601, not {}", flag.type_name()));
    iso = flag->get<bool>();
  }
  const auto moment = moment_of(date, 16006, arguments.op());
  if (!moment || !zone) return Value();
  const std::int64_t local = zone->to_local(*moment);
  const Civil civil = civil_of(local);
  Value parts = Value::object();
  if (iso) {
    const IsoWeek week = iso_week_of(floor_quotient(local, millis_per_day));
    parts = {{"isoWeekYear", week.year}, {"isoWeek", week.week}, {"isoDayOfWeek", week.weekday}};
  } else {
    parts = {{"year", civil.day.year}, {"month", civil.day.month}, {"day", civil.day.day}};
  }
  parts["hour"] = civil.hour;
  parts["minute"] = civil.minute;
  parts["second"] = civil.second;
  parts["millisecond"] = civil.milli;
  return parts;
}

constexpr std::array from_parts_parameters{
    Parameter{"year"},         Parameter{"month"},       Parameter{"day"},
    Parameter{"hour"},         Parameter{"minute"},      Parameter{"second"},
    Parameter{"millisecond"},  Parameter{"isoWeekYear"}, Parameter{"isoWeek"},
    Parameter{"isoDayOfWeek"}, Parameter{"timezone"}};
constexpr Named from_parts_arguments{40519, 40518, from_parts_parameters};
enum Part : std::size_t {
  year,
  month,
  day,
  hour,
  minute,
  second,
  milli,
  iso_year,
  iso_week,
  iso_day,
  zone_part
};

// Nothing: it is nullish, and so is the date.
std::optional<std::int64_t> part_of_date(const Arguments& arguments, Part part,
                                         std::int64_t otherwise) {
  const std::string_view name = from_parts_parameters[part].name;
  if (!arguments.given(part)) return otherwise;
  const Result value = arguments[part];
  if (value.is_nullish()) return std::nullopt;
  const auto number = integral_of(*value);
  if (!number) refuse(40515, arguments.op(), fmt::format("takes a whole number as its '{}'", name));
  constexpr std::int64_t last_year = 9999, least = -32768, most = 32767;
  const bool is_year = part == year || part == iso_year;
  if (is_year && (*number < 1 || *number > last_year))
    refuse(part == year ? 40523 : 31095, arguments.op(),
           fmt::format("takes 1 to 9999 as its '{}'", name));
  // MongoDB: seconds and milliseconds may go further.
  if (part != second && part != milli && (*number < least || *number > most))
    refuse(31034, arguments.op(), fmt::format("takes -32768 to 32767 as its '{}'", name));
  constexpr std::int64_t farthest = std::int64_t{1} << 50;
  if (*number > farthest || *number < -farthest)
    refuse(31034, arguments.op(), fmt::format("takes no '{}' of such size", name));
  return number;
}

Result date_from_parts(const Arguments& arguments) {
  const bool iso = arguments.given(iso_year);
  const auto first = part_of_date(arguments, iso ? iso_year : year, 1970);
  const auto middle = part_of_date(arguments, iso ? iso_week : month, 1);
  const auto last = part_of_date(arguments, iso ? iso_day : day, 1);
  const auto hours = part_of_date(arguments, hour, 0), minutes = part_of_date(arguments, minute, 0);
  const auto seconds = part_of_date(arguments, second, 0);
  const auto millis = part_of_date(arguments, milli, 0);
  const auto zone = zone_argument(arguments, zone_part);
  if (!first || !middle || !last || !hours || !minutes || !seconds || !millis || !zone)
    return Value();
  const std::int64_t days =
      iso ? days_of_iso_week(*first, *middle) + *last - 1 : days_of(*first, *middle, *last);
  const std::int64_t local = days * millis_per_day + *hours * millis_per_hour +
                             *minutes * millis_per_minute + *seconds * millis_per_second + *millis;
  return document::date_of_millis(zone->from_local(local));
}

NodePtr parse_date_from_parts(const Parser& parser, const std::string& name, const Value& operand) {
  auto arguments = named_arguments(parser, name, operand, from_parts_arguments);
  const bool by_iso = arguments[iso_year] || arguments[iso_week] || arguments[iso_day];
  if (!arguments[year] && !arguments[iso_year])
    refuse(40516, name, "takes either a 'year' or an 'isoWeekYear'");
  if (arguments[iso_year] && (arguments[year] || arguments[month] || arguments[day]))
    refuse(40489, name, "does not mix parts of ISO weeks with a year, month or day");
  if (arguments[year] && by_iso)
    refuse(40525, name, "does not mix a year, month or day with parts of ISO weeks");
  // MongoDB: a constant year is looked at before there is a document.
  const Variables none;
  const Value nowhere = Value::object();
  for (const Part part : {year, iso_year})
    if (arguments[part] && arguments[part]->is_constant())
      part_of_date(Arguments({.op = name, .arguments = arguments}, {nowhere, none}), part, 0);
  return parser.call(name, date_from_parts, std::move(arguments));
}

constexpr std::array date_parts_table{
    Operator{.name = "$dateToParts", .act = date_to_parts, .named = &to_parts_arguments},
    Operator{.name = "$dateFromParts", .parse = parse_date_from_parts},
};

}  // namespace

Family date_parts_operators() { return date_parts_table; }

}  // namespace profilestore::expression
