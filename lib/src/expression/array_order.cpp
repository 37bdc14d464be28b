// $sortArray, $firstN, $lastN, $minN, $maxN: arrays in an order, and the first of them.
#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "document/path.hpp"
#include "document/time_limit.hpp"
#include "document/type.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

struct SortPart {
  document::Path path;
  bool descending;
};

// Empty: by the elements themselves.
struct SortBy {
  std::vector<SortPart> parts = {};
  bool descending = false;
};

bool is_descending(const Value& direction, int code, const std::string& op) {
  const auto integer = integral_of(direction);
  if (integer != 1 && integer != -1) refuse(code, op, "takes 1 or -1 as a direction");
  return integer == -1;
}

SortBy sort_by(const Value& specification, const std::string& op) {
  constexpr int wrong_pattern = 2942505;
  if (document::is_number(document::type_of(specification)))
    return {.descending = is_descending(specification, 2942506, op)};
  if (!document::is_plain_object(specification))
    refuse(2942507, op, "takes 1, -1 or an object {path: 1 or -1} as its 'sortBy'");
  if (specification.empty()) refuse(wrong_pattern, op, "takes a 'sortBy' of at least one path");
  SortBy by;
  for (const auto& [path, direction] : specification.items()) {
    const document::Path parsed(path);
    if (parsed.has_empty_segment()) refuse(wrong_pattern, op, "sorts by a path with an empty part");
    by.parts.push_back({parsed, is_descending(direction, wrong_pattern, op)});
  }
  return by;
}

// MongoDB: arrays are not gone through, but a number in the path is an index; null if nothing is
// there.
const Value& sort_value(const Value& element, const document::Path& path) {
  static const Value null;
  const Value* at = &element;
  for (const std::string& segment : path.segments()) {
    if (at->is_array()) {
      const auto index = document::index_of(segment);
      if (!index || *index >= at->size()) return null;
      at = &(*at)[*index];
    } else {
      at = document::is_plain_object(*at) ? document::member(*at, segment) : nullptr;
      if (at == nullptr) return null;
    }
  }
  return *at;
}

bool stands_before(const Value& a, const Value& b, const SortBy& by,
                   const document::Comparison& order) {
  document::TimeLimit::look();
  if (by.parts.empty()) return by.descending ? order(b, a) : order(a, b);
  for (const SortPart& part : by.parts) {
    const auto found = order.compare(sort_value(a, part.path), sort_value(b, part.path));
    if (found != 0) return part.descending ? found > 0 : found < 0;
  }
  return false;
}

constexpr std::array sort_parameters{Parameter{"input", 2942502}, Parameter{"sortBy", 2942503}};
constexpr Named sort_arguments{2942500, 2942501, sort_parameters};

NodePtr parse_sort_array(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, sort_arguments);
  const auto act = [by = sort_by(*parts[1], name)](const Arguments& arguments) -> Result {
    Result array = arguments[0];
    if (array.is_nullish()) return Value();
    if (!array.is_array())
      refuse(2942504, arguments.op(),
             fmt::format("takes an array as its input, not {}", array.type_name()));
    Value sorted = std::move(array).take();
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Value& a, const Value& b) {
      return stands_before(a, b, by, arguments.order());
    });
    return sorted;
  };
  return parser.call(name, act, {parser.parse(*parts[0])});
}

constexpr std::array few_parameters{Parameter{"n", 5787906}, Parameter{"input", 5787907}};
constexpr Named few_arguments{5787801, 5787901, few_parameters};
constexpr Named extreme_arguments{5787900, 5787901, few_parameters};

std::size_t few_number(const Arguments& arguments) {
  const Result n = arguments[0];
  if (!n.is_number())
    refuse(5787902, arguments.op(), fmt::format("takes a number as its n, not {}", n.type_name()));
  const auto integer = integral_of(*n);
  if (!integer) refuse(5787903, arguments.op(), "takes a whole number as its n");
  if (*integer < 1) refuse(5787908, arguments.op(), "takes a positive n");
  return static_cast<std::size_t>(*integer);
}

Value few_input(const Arguments& arguments) {
  Result array = arguments[1];
  if (!array.is_array())
    refuse(5788200, arguments.op(),
           fmt::format("takes an array as its input, not {}", array.type_name()));
  return std::move(array).take();
}

void keep(Value& array, std::size_t first, std::size_t count) {
  const auto at = [&](std::size_t i) { return array.begin() + static_cast<std::ptrdiff_t>(i); };
  array.erase(at(std::min(first + count, array.size())), array.end());
  array.erase(array.begin(), at(first));
}

Result first_few(const Arguments& arguments) {
  const std::size_t n = few_number(arguments);
  Value array = few_input(arguments);
  keep(array, 0, std::min(n, array.size()));
  return array;
}

Result last_few(const Arguments& arguments) {
  const std::size_t n = few_number(arguments);
  Value array = few_input(arguments);
  const std::size_t count = std::min(n, array.size());
  keep(array, array.size() - count, count);
  return array;
}

// MongoDB: without null and what is undefined.
template <bool greatest>
Result extreme_few(const Arguments& arguments) {
  const std::size_t n = few_number(arguments);
  Value array = few_input(arguments);
  array.erase(std::remove_if(array.begin(), array.end(),
                             [](const Value& e) { return Result::seen(&e).is_nullish(); }),
              array.end());
  const SortBy by{.descending = greatest};
  std::stable_sort(array.begin(), array.end(), [&](const Value& a, const Value& b) {
    return stands_before(a, b, by, arguments.order());
  });
  keep(array, 0, std::min(n, array.size()));
  return array;
}

constexpr std::array array_order_table{
    Operator{.name = "$sortArray", .parse = parse_sort_array},
    Operator{.name = "$firstN", .act = first_few, .named = &few_arguments},
    Operator{.name = "$lastN", .act = last_few, .named = &few_arguments},
    Operator{.name = "$minN", .act = extreme_few<false>, .named = &extreme_arguments},
    Operator{.name = "$maxN", .act = extreme_few<true>, .named = &extreme_arguments},
};

}  // namespace

Family array_order_operators() { return array_order_table; }

}  // namespace profilestore::expression
