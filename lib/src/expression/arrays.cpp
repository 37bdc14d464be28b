// $concatArrays, $range, $reverseArray, $zip: arrays made of others.
#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

Result concat_arrays(const Arguments& arguments) {
  ArrayBuilder joined(arguments.op());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result array = arguments[i];
    if (array.is_nullish()) return Value();
    if (!array.is_array())
      refuse(28664, arguments.op(), fmt::format("takes arrays, not {}", array.type_name()));
    for (const Value& element : *array) joined.add(element);
  }
  return joined.take();
}

std::int64_t range_number(const Arguments& arguments, std::size_t i, int no_number) {
  const Result value = arguments[i];
  if (!value.is_number())
    refuse(no_number, arguments.op(), fmt::format("takes numbers, not {}", value.type_name()));
  const auto integer = small_integral_of(*value);
  if (!integer) refuse(no_number + 1, arguments.op(), "takes whole numbers of 32 bits");
  return *integer;
}

Result range(const Arguments& arguments) {
  const std::int64_t start = range_number(arguments, 0, 34443);
  const std::int64_t end = range_number(arguments, 1, 34445);
  const std::int64_t step = arguments.size() > 2 ? range_number(arguments, 2, 34447) : 1;
  if (step == 0) refuse(34449, arguments.op(), "takes no step of 0");
  ArrayBuilder numbers(arguments.op());
  for (std::int64_t at = start; step > 0 ? at < end : at > end; at += step)
    numbers.add(narrowest(at));
  return numbers.take();
}

Result reverse_array(const Arguments& arguments) {
  Result array = arguments[0];
  if (array.is_nullish()) return Value();
  if (!array.is_array())
    refuse(34435, arguments.op(), fmt::format("takes an array, not {}", array.type_name()));
  Value reversed = std::move(array).take();
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

constexpr std::array zip_parameters{Parameter{"inputs", 34465}, Parameter{"useLongestLength"},
                                    Parameter{"defaults"}};
constexpr Named zip_arguments{34460, 34464, zip_parameters};

// The arguments: the inputs, then the defaults.
struct Zip {
  std::size_t inputs = 0;
  bool longest = false, has_defaults = false;

  Result operator()(const Arguments& arguments) const {
    std::vector<Result> arrays;
    for (std::size_t i = 0; i < inputs; ++i) {
      Result& array = arrays.emplace_back(arguments[i]);
      if (array.is_nullish()) return Value();
      if (!array.is_array())
        refuse(34468, arguments.op(),
               fmt::format("takes arrays as its inputs, not {}", array.type_name()));
    }
    ArrayBuilder rows(arguments.op());
    for (std::size_t row = 0, length = length_of(arrays); row < length; ++row) {
      ArrayBuilder one(arguments.op());
      for (std::size_t i = 0; i < inputs; ++i)
        one.add(row < arrays[i]->size() ? (*arrays[i])[row] : padding(arguments, i));
      rows.add(one.take());
    }
    return rows.take();
  }

 private:
  std::size_t length_of(const std::vector<Result>& arrays) const {
    std::size_t length = arrays.front()->size();
    for (const Result& array : arrays)
      length = longest ? std::max(length, array->size()) : std::min(length, array->size());
    return length;
  }
  Value padding(const Arguments& arguments, std::size_t i) const {
    if (!has_defaults) return {};
    Result value = arguments[inputs + i];
    return value ? std::move(value).take() : Value();
  }
};

NodePtr parse_zip(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, zip_arguments);
  if (!parts[0]->is_array()) refuse(34461, name, "takes an array of expressions as its 'inputs'");
  if (parts[1] != nullptr && !parts[1]->is_boolean())
    refuse(34463, name, "takes true or false as its 'useLongestLength'");
  if (parts[2] != nullptr && !parts[2]->is_array())
    refuse(34462, name, "takes an array of expressions as its 'defaults'");
  if (parts[0]->empty()) refuse(34465, name, "takes at least one input");
  const Zip zip{parts[0]->size(), parts[1] != nullptr && parts[1]->get<bool>(),
                parts[2] != nullptr && !parts[2]->empty()};
  if (zip.has_defaults && !zip.longest)
    refuse(34466, name, "takes 'defaults' beside 'useLongestLength': true only");
  if (zip.has_defaults && parts[2]->size() != zip.inputs)
    refuse(34467, name, "takes as many 'defaults' as 'inputs'");
  std::vector<NodePtr> arguments;
  for (const Value* part : {parts[0], parts[2]})
    if (part != nullptr)
      for (const Value& each : *part) arguments.push_back(parser.parse(each));
  return parser.call(name, zip, std::move(arguments));
}

constexpr std::array array_table{
    Operator{.name = "$concatArrays", .act = concat_arrays},
    Operator{.name = "$range", .least = 2, .most = 3, .act = range},
    Operator{.name = "$reverseArray", .least = 1, .most = 1, .act = reverse_array},
    Operator{.name = "$zip", .parse = parse_zip},
};

}  // namespace

Family array_operators() { return array_table; }

}  // namespace profilestore::expression
