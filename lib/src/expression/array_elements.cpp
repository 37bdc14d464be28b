// $arrayElemAt, $first, $last, $slice, $in, $indexOfArray, $isArray, $size: what is in an array.
#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "document/type.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

void check_is_array(const Arguments& arguments, const Result& value, int code) {
  if (!value.is_array())
    refuse(code, arguments.op(), fmt::format("takes an array, not {}", value.type_name()));
}

Result element_at(const Result& array, std::int64_t index) {
  const auto size = static_cast<std::int64_t>(array->size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) return {};
  return array.part((*array)[static_cast<std::size_t>(index)]);
}

Result array_elem_at(const Arguments& arguments) {
  const Result array = arguments[0];
  const Result index = arguments[1];
  if (array.is_nullish() || index.is_nullish()) return Value();
  check_is_array(arguments, array, 28689);
  if (!index.is_number())
    refuse(28690, arguments.op(), fmt::format("takes a number, not {}", index.type_name()));
  const auto integer = small_integral_of(*index);
  if (!integer) refuse(28691, arguments.op(), "takes a whole number of 32 bits as its index");
  return element_at(array, *integer);
}

template <std::int64_t index>
Result element_from(const Arguments& arguments) {
  const Result array = arguments[0];
  if (array.is_nullish()) return Value();
  check_is_array(arguments, array, 28689);
  return element_at(array, index);
}

std::int64_t slice_number(const Arguments& arguments, const Result& value, int no_number) {
  if (!value.is_number())
    refuse(no_number, arguments.op(), fmt::format("takes a number, not {}", value.type_name()));
  const auto integer = small_integral_of(*value);
  if (!integer) refuse(no_number + 1, arguments.op(), "takes a whole number of 32 bits");
  return *integer;
}

// [skip, count] of the array, a negative skip from its end.
Value part_of(const Value& array, std::int64_t skip, std::int64_t count) {
  const auto size = static_cast<std::int64_t>(array.size());
  const std::int64_t first =
      skip < 0 ? std::max<std::int64_t>(0, size + skip) : std::min(skip, size);
  const std::int64_t last = std::min(size, first + count);
  Value part = Value::array();
  for (std::int64_t i = first; i < last; ++i) part.push_back(array[static_cast<std::size_t>(i)]);
  return part;
}

Result slice(const Arguments& arguments) {
  const Result array = arguments[0], second = arguments[1];
  const Result third = arguments.size() > 2 ? arguments[2] : Result(Value(0));
  if (array.is_nullish() || second.is_nullish() || third.is_nullish()) return Value();
  check_is_array(arguments, array, 28724);
  const std::int64_t number = slice_number(arguments, second, 28725);
  if (arguments.size() == 2)
    return number < 0 ? part_of(*array, number, -number) : part_of(*array, 0, number);
  const std::int64_t count = slice_number(arguments, third, 28727);
  if (count <= 0) refuse(28729, arguments.op(), "takes a positive count");
  return part_of(*array, number, count);
}

Result is_in(const Arguments& arguments) {
  const Result value = arguments[0], array = arguments[1];
  check_is_array(arguments, array, 40081);
  const Value& wanted = compared(value);
  return Value(std::ranges::any_of(
      *array, [&](const Value& element) { return arguments.order().equal(element, wanted); }));
}

std::size_t search_bound(const Arguments& arguments, std::size_t i, std::size_t otherwise) {
  if (i >= arguments.size()) return otherwise;
  const Result bound = arguments[i];
  if (!bound) return otherwise;
  const auto integer = small_integral_of(*bound);
  if (!integer)
    refuse(9711600, arguments.op(),
           fmt::format("takes a whole number as its {} index", i == 2 ? "starting" : "ending"));
  if (*integer < 0) refuse(9711601, arguments.op(), "takes no negative index");
  return static_cast<std::size_t>(*integer);
}

Result index_of_array(const Arguments& arguments) {
  const Result array = arguments[0];
  if (array.is_nullish()) return Value();
  check_is_array(arguments, array, 40090);
  const Result value = arguments[1];
  const Value& wanted = compared(value);
  const std::size_t first = search_bound(arguments, 2, 0);
  const std::size_t last = std::min(array->size(), search_bound(arguments, 3, array->size()));
  for (std::size_t i = first; i < last; ++i)
    if (arguments.order().equal((*array)[i], wanted)) return Value(static_cast<std::int64_t>(i));
  return Value(-1);
}

Result is_array(const Arguments& arguments) { return Value(arguments[0].is_array()); }

Result size_of(const Arguments& arguments) {
  const Result array = arguments[0];
  check_is_array(arguments, array, 17124);
  return Value(static_cast<std::int64_t>(array->size()));
}

constexpr std::array array_element_table{
    Operator{.name = "$arrayElemAt", .least = 2, .most = 2, .act = array_elem_at},
    Operator{.name = "$first", .least = 1, .most = 1, .act = element_from<0>},
    Operator{.name = "$last", .least = 1, .most = 1, .act = element_from<-1>},
    Operator{.name = "$slice", .least = 2, .most = 3, .act = slice},
    Operator{.name = "$in", .least = 2, .most = 2, .act = is_in},
    Operator{.name = "$indexOfArray", .least = 2, .most = 4, .act = index_of_array},
    Operator{.name = "$isArray", .least = 1, .most = 1, .act = is_array},
    Operator{.name = "$size", .least = 1, .most = 1, .act = size_of},
};

}  // namespace

Family array_element_operators() { return array_element_table; }

}  // namespace profilestore::expression
