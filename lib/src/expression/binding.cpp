// $let, $map, $filter, $reduce: what gives names to values.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <limits>

#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array let_parameters{Parameter{"vars", 16876}, Parameter{"in", 16877}};
constexpr Named let_arguments{16874, 16875, let_parameters};

NodePtr parse_let(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, let_arguments);
  if (!document::is_plain_object(*parts[0]))
    refuse(10065, name, "takes an object of variables as its 'vars'");
  std::vector<NodePtr> arguments;
  std::vector<std::string> names;
  Parser inner = parser;
  for (const auto& [variable, value] : parts[0]->items()) {
    check_variable_name(variable, name);
    arguments.push_back(parser.parse(value));
    inner = inner.with(variable);
    names.push_back(variable);
  }
  arguments.push_back(inner.parse(*parts[1]));
  const auto act = [names](const Arguments& all) -> Result {
    Variables variables = all.scope().variables;
    for (std::size_t i = 0; i < names.size(); ++i)
      variables = variables.with(names[i], all[i].optional());
    return all.under(variables, names.size()).kept();
  };
  return parser.call(name, act, std::move(arguments));
}

// The name that `as` gives to each element.
std::string element_name(const Value* as, const std::string& op) {
  if (as == nullptr) return "this";
  if (!as->is_string()) refuse(failed_to_parse, op, "takes a name as its 'as'");
  auto name = as->get<std::string>();
  check_variable_name(name, op);
  return name;
}

// Nothing: the input is nullish, and so null is the answer.
Result input_array(const Arguments& arguments, std::size_t i, int code) {
  Result input = arguments[i];
  if (input.is_nullish()) return {};
  if (!input.is_array())
    refuse(code, arguments.op(),
           fmt::format("takes an array as its input, not {}", input.type_name()));
  return input;
}

constexpr std::array map_parameters{Parameter{"input", 16880}, Parameter{"as"},
                                    Parameter{"in", 16882}};
constexpr Named map_arguments{16878, 16879, map_parameters};

NodePtr parse_map(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, map_arguments);
  const std::string as = element_name(parts[1], name);
  NodePtr input = parser.parse(*parts[0]);
  NodePtr each = parser.with(as).parse(*parts[2]);
  const auto act = [as](const Arguments& all) -> Result {
    const Result elements = input_array(all, 0, 16883);
    if (!elements) return Value();
    ArrayBuilder mapped(all.op());
    for (const Value& element : *elements) {
      const Variables variables = all.scope().variables.with_seen(as, element);
      Result value = all.under(variables, 1);
      mapped.add(value ? std::move(value).take() : Value());
    }
    return mapped.take();
  };
  return parser.call(name, act, {std::move(input), std::move(each)});
}

constexpr std::array filter_parameters{Parameter{"input", 28648}, Parameter{"as"},
                                       Parameter{"cond", 28650}, Parameter{"limit"}};
constexpr Named filter_arguments{28646, 28647, filter_parameters};

std::int64_t filter_limit(const Arguments& arguments, std::size_t i) {
  const Result limit = arguments[i];
  if (limit.is_nullish()) return std::numeric_limits<std::int64_t>::max();
  const auto integer = small_integral_of(*limit);
  if (!integer) refuse(327391, arguments.op(), "takes a whole number as its limit");
  if (*integer < 1) refuse(327392, arguments.op(), "takes a positive limit");
  return *integer;
}

NodePtr parse_filter(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, filter_arguments);
  const std::string as = element_name(parts[1], name);
  NodePtr input = parser.parse(*parts[0]);
  NodePtr condition = parser.with(as).parse(*parts[2]);
  NodePtr limit = parts[3] == nullptr ? nullptr : parser.parse(*parts[3]);
  const auto act = [as](const Arguments& all) -> Result {
    const Result elements = input_array(all, 0, 28651);
    if (!elements) return Value();
    std::int64_t left = filter_limit(all, 2);
    Value passed = Value::array();
    for (const Value& element : *elements) {
      const Variables variables = all.scope().variables.with_seen(as, element);
      if (!truth(all.under(variables, 1))) continue;
      passed.push_back(element);
      if (--left == 0) break;
    }
    return passed;
  };
  return parser.call(name, act, {std::move(input), std::move(condition), std::move(limit)});
}

constexpr std::array reduce_parameters{Parameter{"input", 40077}, Parameter{"initialValue", 40078},
                                       Parameter{"in", 40079}};
constexpr Named reduce_arguments{40075, 40076, reduce_parameters};

Result reduce(const Arguments& all) {
  const Result elements = input_array(all, 0, 40080);
  if (!elements) return Value();
  std::optional<Value> value = all[1].optional();
  for (const Value& element : *elements) {
    const Variables variables =
        all.scope().variables.with_seen("this", element).with("value", std::move(value));
    value = all.under(variables, 2).optional();
  }
  return value;
}

bool reads_variable(const Node& node, std::string_view name) {
  if (node.field && node.field->variable() == name) return true;
  return std::ranges::any_of(node.arguments, [&](const NodePtr& argument) {
    return argument != nullptr && reads_variable(*argument, name);
  });
}

// {$concatArrays: ["$$value", …]}, the rest without $$value: the list is appended to. Each step
// would else copy all that is in it.
bool is_appending(const Value& step) {
  if (!document::is_plain_object(step) || step.size() != 1) return false;
  const Value& lists = step.begin().value();
  return step.begin().key() == "$concatArrays" && lists.is_array() && !lists.empty() &&
         lists[0] == "$$value";
}

// The arguments: the input, the list, and what each step appends.
Result reduce_by_appending(const Arguments& all) {
  static constexpr std::string_view concat = "$concatArrays";
  const auto check_is_list = [](const Result& list) {
    if (!list.is_array())
      refuse(28664, concat, fmt::format("takes arrays, not {}", list.type_name()));
  };
  const Result elements = input_array(all, 0, 40080);
  if (!elements) return Value();
  Result start = all[1];
  if (elements->empty()) return std::move(start).kept();
  if (start.is_nullish()) return Value();
  check_is_list(start);
  ArrayBuilder list(concat);
  for (const Value& each : *start) list.add(each);
  for (const Value& element : *elements) {
    const Variables variables = all.scope().variables.with_seen("this", element);
    for (std::size_t i = 2; i < all.size(); ++i) {
      const Result more = all.under(variables, i);
      if (more.is_nullish()) return Value();
      check_is_list(more);
      for (const Value& each : *more) list.add(each);
    }
  }
  return list.take();
}

NodePtr parse_reduce(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, reduce_arguments);
  NodePtr input = parser.parse(*parts[0]), start = parser.parse(*parts[1]);
  NodePtr step = parser.with("this").with("value").parse(*parts[2]);
  if (is_appending(*parts[2])) {
    std::vector<NodePtr> arguments{input, start};
    arguments.insert(arguments.end(), step->arguments.begin() + 1, step->arguments.end());
    if (std::none_of(arguments.begin() + 2, arguments.end(),
                     [](const NodePtr& each) { return reads_variable(*each, "value"); }))
      return parser.call(name, reduce_by_appending, std::move(arguments));
  }
  return parser.call(name, reduce, {std::move(input), std::move(start), std::move(step)});
}

constexpr std::array binding_table{
    Operator{.name = "$let", .parse = parse_let},
    Operator{.name = "$map", .parse = parse_map},
    Operator{.name = "$filter", .parse = parse_filter},
    Operator{.name = "$reduce", .parse = parse_reduce},
};

}  // namespace

Family binding_operators() { return binding_table; }

}  // namespace profilestore::expression
