// $dateFromString.
#include <fmt/format.h>
#include <array>

#include "dates/date_format.hpp"
#include "dates/families.hpp"
#include "dates/moment_text.hpp"
#include "dates/time_zone.hpp"
#include "document/moment.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array from_string_parameters{Parameter{"dateString", 40542}, Parameter{"format"},
                                            Parameter{"timezone"}, Parameter{"onNull"},
                                            Parameter{"onError"}};
constexpr Named from_string_arguments{40540, 40541, from_string_parameters};
enum : std::size_t { text_part, format_part, zone_name_part, on_null_part, on_error_part };

void check_is_read_format(const Result& format, const std::string& op) {
  if (!format.is_string())
    refuse(40684, op, fmt::format("takes a string as its format, not {}", format.type_name()));
  check_format(format.text(), read_specifiers, op);
}

Result fails(const Arguments& arguments, const std::string& why) {
  if (arguments.given(on_error_part)) return arguments[on_error_part];
  refuse(conversion_failure, arguments.op(), why);
}

Result date_from_string(const Arguments& arguments) {
  const Result text = arguments[text_part], format = arguments[format_part];
  const auto zone = zone_argument(arguments, zone_name_part);
  if (arguments.given(format_part) && !format.is_nullish())
    check_is_read_format(format, arguments.op());
  if (text.is_nullish())
    return arguments.given(on_null_part) ? arguments[on_null_part] : Result(Value());
  if ((arguments.given(format_part) && format.is_nullish()) || !zone) return Value();
  if (!text.is_string())
    return fails(arguments,
                 fmt::format("takes a string as its dateString, not {}", text.type_name()));
  const auto moment = arguments.given(format_part) ? read_moment(text.text(), format.text())
                                                   : read_moment(text.text());
  if (!moment) return fails(arguments, "has a dateString that is no date, or not of its format");
  if (moment->offset && arguments.given(zone_name_part))
    return fails(arguments, "has a timezone both as an argument and in its dateString");
  return document::date_of_millis(moment->offset ? moment->local - *moment->offset
                                                 : zone->from_local(moment->local));
}

NodePtr parse_date_from_string(const Parser& parser, const std::string& name,
                               const Value& operand) {
  auto arguments = named_arguments(parser, name, operand, from_string_arguments);
  if (arguments[format_part] && arguments[format_part]->is_constant())
    if (const auto& format = *arguments[format_part]->constant; format && !format->is_null())
      check_is_read_format(Result::seen(&*format), name);
  return parser.call(name, date_from_string, std::move(arguments));
}

constexpr std::array date_parse_table{
    Operator{.name = "$dateFromString", .parse = parse_date_from_string},
};

}  // namespace

Family date_parse_operators() { return date_parse_table; }

}  // namespace profilestore::expression
