// $dateTrunc: the begin of the unit, or the bin of several units, that a date is in.
#include <fmt/format.h>
#include <array>

#include "dates/families.hpp"
#include "dates/time_unit.hpp"
#include "document/moment.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array trunc_parameters{Parameter{"date", 5439009}, Parameter{"unit", 5439010},
                                      Parameter{"binSize"}, Parameter{"timezone"},
                                      Parameter{"startOfWeek"}};
constexpr Named trunc_arguments{5439007, 5439008, trunc_parameters};

// MongoDB: bins are counted from 2000-01-01, weeks from the first of their first days since.
constexpr std::int64_t reference_year = 2000, reference_days = 10'957;
constexpr std::int64_t largest_bin = 100'000'000'000;

std::int64_t begin_of_bin(std::int64_t number, std::int64_t size) {
  return floor_quotient(number, size) * size;
}

std::int64_t truncated_months(std::int64_t local, std::int64_t months) {
  const CivilDay day = civil_of(local).day;
  const std::int64_t since = (day.year - reference_year) * 12 + day.month - 1;
  return days_of(reference_year, begin_of_bin(since, months) + 1, 1);
}

std::int64_t truncated_days(std::int64_t local, std::int64_t size, std::int64_t reference) {
  return reference + begin_of_bin(floor_quotient(local, millis_per_day) - reference, size);
}

std::int64_t truncated(std::int64_t moment, TimeUnit unit, std::int64_t size, const TimeZone& zone,
                       int first_weekday) {
  const std::int64_t local = zone.to_local(moment);
  if (const auto months = months_of_unit(unit))
    return zone.from_local(truncated_months(local, *months * size) * millis_per_day);
  if (unit <= TimeUnit::day) {
    const bool weeks = unit == TimeUnit::week;
    const std::int64_t reference =
        reference_days + (weeks ? floor_rest(first_weekday - weekday_of(reference_days), 7) : 0);
    return zone.from_local(truncated_days(local, weeks ? 7 * size : size, reference) *
                           millis_per_day);
  }
  const std::int64_t reference = zone.from_local(reference_days * millis_per_day);
  return reference + begin_of_bin(moment - reference, millis_of_unit(unit) * size);
}

// A constant is looked at before there is a document; so is one that is 0 or less.
std::optional<std::int64_t> bin_size(const Result& value, const std::string& op) {
  if (value.is_nullish()) return std::nullopt;
  const auto size = value.is_number() ? integral_of(*value) : std::nullopt;
  if (!size) refuse(5439017, op, "takes a whole number as its binSize");
  if (*size < 1) refuse(5439018, op, "takes a positive binSize");
  return size;
}

Result date_trunc(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result date = arguments[0], unit = arguments[1];
  const auto size =
      arguments.given(2) ? bin_size(arguments[2], op) : std::optional<std::int64_t>(1);
  const auto zone = zone_argument(arguments, 3);
  if (date.is_nullish() || unit.is_nullish() || !size || !zone) return Value();
  const auto moment = moment_of(date, 5166307, op);
  const TimeUnit each = unit_of(unit, 5439013, op);
  const auto weekday = each == TimeUnit::week ? start_of_week(arguments, 4, 5439015) : 0;
  if (!weekday) return Value();
  // A date so far, or a bin so large, that 64 bits of milliseconds would not do.
  constexpr std::int64_t farthest = std::int64_t{1} << 61;
  const std::int64_t unit_size = millis_of_unit(each) * months_of_unit(each).value_or(1);
  if (*size > largest_bin || *size > farthest / unit_size)
    refuse(5439005, op, "takes a binSize of at most 100,000,000,000 seconds or so");
  if (*moment > farthest || *moment < -farthest) refuse(5439006, op, "takes no date so far away");
  return document::date_of_millis(truncated(*moment, each, *size, *zone, *weekday));
}

NodePtr parse_date_trunc(const Parser& parser, const std::string& name, const Value& operand) {
  auto arguments = named_arguments(parser, name, operand, trunc_arguments);
  if (arguments[2] && arguments[2]->is_constant() && *arguments[2]->constant)
    bin_size(**arguments[2]->constant, name);
  return parser.call(name, date_trunc, std::move(arguments));
}

constexpr std::array date_trunc_table{
    Operator{.name = "$dateTrunc", .parse = parse_date_trunc},
};

}  // namespace

Family date_trunc_operators() { return date_trunc_table; }

}  // namespace profilestore::expression
