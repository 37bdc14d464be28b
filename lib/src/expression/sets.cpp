// $setUnion, $setIntersection, $setDifference, $setEquals, $setIsSubset, $anyElementTrue,
// $allElementsTrue: arrays as sets, of which equal elements count once.
#include <fmt/format.h>
#include <array>
#include <set>

#include "document/time_limit.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

using Set = std::set<Value, document::Comparison>;

void check_is_set(const Arguments& arguments, const Result& value, int code,
                  std::string_view which = "takes an array") {
  if (!value.is_array())
    refuse(code, arguments.op(), fmt::format("{}, not {}", which, value.type_name()));
}

void add_all(Set& set, const Value& array) {
  for (const Value& element : array) {
    document::TimeLimit::look();
    set.insert(element);
  }
}

Set set_of(const Value& array, const Arguments& arguments) {
  Set set(arguments.order());
  add_all(set, array);
  return set;
}

Value array_of(const Set& set, const std::string& op) {
  ArrayBuilder array(op);
  for (const Value& element : set) array.add(element);
  return array.take();
}

Result set_union(const Arguments& arguments) {
  Set all(arguments.order());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result array = arguments[i];
    if (array.is_nullish()) return Value();
    check_is_set(arguments, array, 17043);
    add_all(all, *array);
  }
  return array_of(all, arguments.op());
}

Result set_intersection(const Arguments& arguments) {
  Set common(arguments.order());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result array = arguments[i];
    if (array.is_nullish()) return Value();
    check_is_set(arguments, array, 17047);
    Set set = set_of(*array, arguments);
    if (i == 0)
      common = std::move(set);
    else
      std::erase_if(common, [&](const Value& element) { return !set.contains(element); });
  }
  return array_of(common, arguments.op());
}

// MongoDB: in the order of the first, each once.
Result set_difference(const Arguments& arguments) {
  const Result first = arguments[0], second = arguments[1];
  if (first.is_nullish() || second.is_nullish()) return Value();
  check_is_set(arguments, first, 17048, "takes an array first");
  check_is_set(arguments, second, 17049, "takes an array second");
  Set seen = set_of(*second, arguments);
  Value rest = Value::array();
  for (const Value& element : *first)
    if (seen.insert(element).second) rest.push_back(element);
  return rest;
}

bool are_equal(const Set& a, const Set& b, const document::Comparison& order) {
  return std::ranges::equal(a, b,
                            [&](const Value& x, const Value& y) { return order.equal(x, y); });
}

Result set_equals(const Arguments& arguments) {
  std::vector<Set> sets;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result array = arguments[i];
    check_is_set(arguments, array, 17044);
    sets.push_back(set_of(*array, arguments));
    if (!are_equal(sets.front(), sets.back(), arguments.order())) return Value(false);
  }
  return Value(true);
}

NodePtr parse_set_equals(const Parser& parser, const std::string& name, const Value& operand) {
  if (!operand.is_array() || operand.size() < 2)
    refuse(17045, name, "takes at least two arguments");
  std::vector<NodePtr> arguments;
  for (const Value& each : operand) {
    NodePtr& argument = arguments.emplace_back(parser.parse(each));
    // MongoDB: a constant is looked at before there is a document.
    if (argument->is_constant() && !(*argument->constant && (**argument->constant).is_array()))
      refuse(5887502, name, "takes arrays only");
  }
  return parser.call(name, set_equals, std::move(arguments));
}

Result set_is_subset(const Arguments& arguments) {
  const Result first = arguments[0], second = arguments[1];
  check_is_set(arguments, first, 17046, "takes an array first");
  check_is_set(arguments, second, 17042, "takes an array second");
  const Set all = set_of(*second, arguments);
  return Value(std::ranges::all_of(*first, [&](const Value& e) { return all.contains(e); }));
}

Result any_element_true(const Arguments& arguments) {
  const Result array = arguments[0];
  check_is_set(arguments, array, 17041);
  return Value(std::ranges::any_of(*array, [](const Value& e) { return truth(e); }));
}

Result all_elements_true(const Arguments& arguments) {
  const Result array = arguments[0];
  check_is_set(arguments, array, 17040);
  return Value(std::ranges::all_of(*array, [](const Value& e) { return truth(e); }));
}

constexpr std::array set_table{
    Operator{.name = "$setUnion", .act = set_union},
    Operator{.name = "$setIntersection", .act = set_intersection},
    Operator{.name = "$setDifference", .least = 2, .most = 2, .act = set_difference},
    Operator{.name = "$setEquals", .parse = parse_set_equals},
    Operator{.name = "$setIsSubset", .least = 2, .most = 2, .act = set_is_subset},
    Operator{.name = "$anyElementTrue", .least = 1, .most = 1, .act = any_element_true},
    Operator{.name = "$allElementsTrue", .least = 1, .most = 1, .act = all_elements_true},
};

}  // namespace

Family set_operators() { return set_table; }

}  // namespace profilestore::expression
