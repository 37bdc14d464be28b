// $dateToString.
#include "dates/date_format.hpp"

#include <fmt/format.h>
#include <array>
#include <cstdlib>
#include <iterator>

#include "dates/calendar.hpp"
#include "dates/families.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string four_digits(std::int64_t year, const std::string& op) {
  if (year < 0 || year > 9999) refuse(18537, op, "writes years from 0 to 9999 only");
  return fmt::format("{:04d}", year);
}

std::string specified(char specifier, std::int64_t local, std::int64_t offset,
                      const std::string& op) {
  const Civil civil = civil_of(local);
  const std::int64_t days = floor_quotient(local, millis_per_day);
  const std::int64_t minutes = offset / millis_per_minute;
  switch (specifier) {
    case 'b':
      return std::string(month_name(civil.day.month).substr(0, 3));
    case 'B':
      return std::string(month_name(civil.day.month));
    case 'd':
      return fmt::format("{:02d}", civil.day.day);
    case 'G':
      return four_digits(iso_week_of(days).year, op);
    case 'H':
      return fmt::format("{:02d}", civil.hour);
    case 'j':
      return fmt::format("{:03d}", day_of_year(days));
    case 'L':
      return fmt::format("{:03d}", civil.milli);
    case 'm':
      return fmt::format("{:02d}", civil.day.month);
    case 'M':
      return fmt::format("{:02d}", civil.minute);
    case 'S':
      return fmt::format("{:02d}", civil.second);
    case 'u':
      return fmt::format("{}", iso_week_of(days).weekday);
    case 'U':
      return fmt::format("{:02d}", week_of_year(days));
    case 'V':
      return fmt::format("{:02d}", iso_week_of(days).week);
    case 'w':
      return fmt::format("{}", weekday_of(days) + 1);
    case 'Y':
      return four_digits(civil.day.year, op);
    case 'z':
      return fmt::format("{}{:02d}{:02d}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                         std::abs(minutes) % 60);
    case 'Z':
      return fmt::format("{}", minutes);
    default:
      return "%";
  }
}

constexpr std::array to_string_parameters{Parameter{"date", 18628}, Parameter{"format"},
                                          Parameter{"timezone"}, Parameter{"onNull"}};
constexpr Named to_string_arguments{18629, 18534, to_string_parameters};

void check_is_format(const Result& format, const std::string& op) {
  if (!format.is_string())
    refuse(18533, op, fmt::format("takes a string as its format, not {}", format.type_name()));
  check_format(format.text(), written_specifiers, op);
}

Result date_to_string(const Arguments& arguments) {
  const Result date = arguments[0];
  const Result format = arguments[1];
  if (arguments.given(1) && !format.is_nullish()) check_is_format(format, arguments.op());
  const auto zone = zone_argument(arguments, 2);
  if (date.is_nullish()) return arguments.given(3) ? arguments[3] : Result(Value());
  if ((arguments.given(1) && format.is_nullish()) || !zone) return Value();
  const auto moment = moment_of(date, 16006, arguments.op());
  constexpr std::string_view in_utc = "%Y-%m-%dT%H:%M:%S.%LZ", elsewhere = "%Y-%m-%dT%H:%M:%S.%L";
  const std::string_view shape = arguments.given(1) ? std::string_view(format.text())
                                 : zone->is_utc()   ? in_utc
                                                    : elsewhere;
  return Value(formatted(*moment, shape, *zone, arguments.op()));
}

// MongoDB: a constant format is looked at before there is a document.
NodePtr parse_date_to_string(const Parser& parser, const std::string& name, const Value& operand) {
  auto arguments = named_arguments(parser, name, operand, to_string_arguments);
  if (arguments[1] && arguments[1]->is_constant())
    if (const auto& format = *arguments[1]->constant; format && !format->is_null())
      check_is_format(Result::seen(&*format), name);
  return parser.call(name, date_to_string, std::move(arguments));
}

constexpr std::array date_format_table{
    Operator{.name = "$dateToString", .parse = parse_date_to_string},
};

}  // namespace

std::string_view month_name(int month) { return month_names[static_cast<std::size_t>(month - 1)]; }

void check_format(std::string_view format, std::string_view specifiers, const std::string& op) {
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') continue;
    if (++i == format.size()) refuse(18535, op, "has a format with an unmatched '%' at its end");
    if (specifiers.find(format[i]) == specifiers.npos)
      refuse(18536, op, "has a format with a '%' before what is no specifier");
  }
}

std::string formatted(std::int64_t moment, std::string_view format, const TimeZone& zone,
                      const std::string& op) {
  const std::int64_t offset = zone.offset_at(moment), local = zone.to_local(moment);
  std::string text;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%')
      text += specified(format[++i], local, offset, op);
    else
      text += format[i];
  }
  return text;
}

Family date_format_operators() { return date_format_table; }

}  // namespace profilestore::expression
