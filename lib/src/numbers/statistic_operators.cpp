// $sum, $avg, $min, $max, $stdDevPop, $stdDevSamp, $median, $percentile of arguments; a single
// argument that is an array stands for its elements.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "document/time_limit.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"
#include "numbers/statistics.hpp"
#include "numbers/sum.hpp"

namespace profilestore::expression {
namespace {

template <class Use>
void each_value(const Arguments& arguments, Use use) {
  if (arguments.size() == 1) {
    const Result only = arguments[0];
    if (!only) return;
    if (!only.is_array()) return use(*only);
    for (const Value& element : *only) {
      document::TimeLimit::look();
      use(element);
    }
    return;
  }
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (const Result value = arguments[i]) use(*value);
}

template <class Use>
void each_number(const Arguments& arguments, Use use) {
  each_value(arguments, [&](const Value& value) {
    if (document::is_number(document::type_of(value))) use(value);
  });
}

Result sum_of_values(const Arguments& arguments) {
  Sum sum;
  each_number(arguments, [&](const Value& number) { sum.add(number); });
  return sum.total();
}

Result average_of_values(const Arguments& arguments) {
  Sum sum;
  std::int64_t count = 0;
  each_number(arguments, [&](const Value& number) {
    sum.add(number);
    ++count;
  });
  return count == 0 ? Value() : sum.average(count);
}

template <int sign>
Result extreme_of_values(const Arguments& arguments) {
  std::optional<Value> found;
  each_value(arguments, [&](const Value& value) {
    if (Result::seen(&value).is_nullish()) return;
    const auto order = found ? arguments.order().compare(value, *found) : std::weak_ordering::less;
    if (!found || (sign < 0 ? order < 0 : order > 0)) found = value;
  });
  return found ? *std::move(found) : Value();
}

template <Value (Deviation::*result)() const>
Result deviation_of_values(const Arguments& arguments) {
  Deviation deviation;
  each_number(arguments, [&](const Value& number) { deviation.add(real_of(number)); });
  return (deviation.*result)();
}

// The numbers of the input: an array, or one number.
std::vector<double> numbers_of_input(const Result& input) {
  std::vector<double> numbers;
  const auto add = [&](const Value& value) {
    if (!document::is_number(document::type_of(value))) return;
    if (const double number = real_of(value); !std::isnan(number)) numbers.push_back(number);
  };
  if (input.is_array())
    for (const Value& element : *input) add(element);
  else if (input)
    add(*input);
  return numbers;
}

std::vector<double> shares_of(const Result& shares, const std::string& op) {
  if (!shares.is_array() || shares->empty())
    refuse(7750301, op, "takes an array of numbers from 0 to 1 as its 'p'");
  std::vector<double> all;
  for (const Value& share : *shares) {
    if (!document::is_number(document::type_of(share)))
      refuse(7750302, op, "takes numbers only in its 'p'");
    const double number = real_of(share);
    if (!(number >= 0 && number <= 1)) refuse(7750303, op, "takes numbers from 0 to 1 as its 'p'");
    all.push_back(number);
  }
  return all;
}

constexpr int missing_field = 40414, unknown_field = 40415;
constexpr std::array percentile_parameters{Parameter{"input", missing_field},
                                           Parameter{"p", missing_field},
                                           Parameter{"method", missing_field}};
constexpr Named percentile_arguments{7436200, unknown_field, percentile_parameters};
constexpr std::array median_parameters{Parameter{"input", missing_field},
                                       Parameter{"method", missing_field}};
constexpr Named median_arguments{7436201, unknown_field, median_parameters};

Result percentile(const Arguments& arguments) {
  std::vector<double> numbers = numbers_of_input(arguments[0]);
  const std::vector<double> shares = shares_of(arguments[1], arguments.op());
  const Result method = arguments[2];
  return percentiles_of(numbers, shares, percentile_method(compared(method), arguments.op()));
}

Result median(const Arguments& arguments) {
  std::vector<double> numbers = numbers_of_input(arguments[0]);
  const Result method = arguments[1];
  return percentiles_of(numbers, {0.5}, percentile_method(compared(method), arguments.op()))[0];
}

constexpr std::array statistic_table{
    Operator{.name = "$sum", .act = sum_of_values},
    Operator{.name = "$avg", .act = average_of_values},
    Operator{.name = "$min", .act = extreme_of_values<-1>},
    Operator{.name = "$max", .act = extreme_of_values<1>},
    Operator{.name = "$stdDevPop", .act = deviation_of_values<&Deviation::of_population>},
    Operator{.name = "$stdDevSamp", .act = deviation_of_values<&Deviation::of_sample>},
    Operator{.name = "$percentile", .act = percentile, .named = &percentile_arguments},
    Operator{.name = "$median", .act = median, .named = &median_arguments},
};

}  // namespace

Family statistic_operators() { return statistic_table; }

}  // namespace profilestore::expression
