// $cond, $ifNull, $switch: only the branch that is chosen is evaluated.
#include <fmt/format.h>
#include <array>

#include "document/type.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

constexpr std::array cond_parameters{Parameter{"if", 17080}, Parameter{"then", 17081},
                                     Parameter{"else", 17082}};
constexpr Named cond_arguments{17083, 17083, cond_parameters};

Result chosen_of_two(const Arguments& arguments) {
  return truth(arguments[0]) ? arguments[1] : arguments[2];
}

// MongoDB: under a constant condition the other branch is looked at for its form alone.
NodePtr parse_cond(const Parser& parser, const std::string& name, const Value& operand) {
  std::vector<const Value*> parts;
  if (document::is_plain_object(operand)) {
    parts = named_operands(name, operand, cond_arguments);
  } else {
    const std::size_t given = operand.is_array() ? operand.size() : 1;
    if (given != 3)
      refuse(wrong_number_of_arguments, name,
             fmt::format("takes 3 arguments, {} were given", given));
    for (const Value& part : operand) parts.push_back(&part);
  }
  NodePtr condition = parser.parse(*parts[0]);
  const bool known = condition->is_constant();
  const bool holds = known && *condition->constant && truth(**condition->constant);
  NodePtr first = (known && !holds ? parser.unfolding() : parser).parse(*parts[1]);
  NodePtr second = (known && holds ? parser.unfolding() : parser).parse(*parts[2]);
  if (known) return holds ? first : second;
  return parser.call(name, chosen_of_two,
                     {std::move(condition), std::move(first), std::move(second)});
}

Result first_that_is(const Arguments& arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
    if (Result value = arguments[i]; !value.is_nullish()) return value;
  return arguments[arguments.size() - 1];
}

NodePtr parse_if_null(const Parser& parser, const std::string& name, const Value& operand) {
  if (!operand.is_array() || operand.size() < 2)
    refuse(1257300, name, "takes at least 2 arguments");
  std::vector<NodePtr> arguments;
  for (const Value& each : operand) arguments.push_back(parser.parse(each));
  return parser.call(name, first_that_is, std::move(arguments));
}

constexpr std::array switch_parameters{Parameter{"branches", 40068}, Parameter{"default"}};
constexpr Named switch_arguments{40060, 40067, switch_parameters};
constexpr std::array branch_parameters{Parameter{"case", 40064}, Parameter{"then", 40065}};
constexpr Named branch_arguments{40062, 40063, branch_parameters};

// The arguments: a case and what it gives, and again; then what else is given.
Result chosen_of_many(const Arguments& arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
    if (truth(arguments[i])) return arguments[i + 1];
  const std::size_t last = arguments.size() - 1;
  if (!arguments.given(last))
    refuse(40066, arguments.op(), "found no branch, and no default was given");
  return arguments[last];
}

// MongoDB: told before there is a document.
Result no_branch(const Arguments& arguments) {
  refuse(40069, arguments.op(), "has only branches that are never taken, and no default");
}

NodePtr parse_switch(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, switch_arguments);
  const Value& branches = *parts[0];
  if (!branches.is_array()) refuse(40061, name, "takes an array of branches");
  if (branches.empty()) refuse(40068, name, "takes at least one branch");
  std::vector<NodePtr> arguments;
  bool decided = false;  // by a constant case: the rest is looked at for its form alone
  for (const Value& branch : branches) {
    const auto halves = named_operands(name, branch, branch_arguments);
    const Parser& known = decided ? parser.unfolding() : parser;
    NodePtr test = known.parse(*halves[0]);
    const bool holds =
        test->is_constant() && *test->constant && truth(**test->constant) && !decided;
    const bool never = test->is_constant() && !holds;
    NodePtr given = (never || decided ? parser.unfolding() : parser).parse(*halves[1]);
    decided |= holds;
    if (never && !decided) continue;
    arguments.push_back(std::move(test));
    arguments.push_back(std::move(given));
  }
  if (arguments.empty() && parts[1] == nullptr) return parser.call(name, no_branch, {});
  arguments.push_back(
      parts[1] == nullptr ? nullptr : (decided ? parser.unfolding() : parser).parse(*parts[1]));
  return parser.call(name, chosen_of_many, std::move(arguments));
}

constexpr std::array condition_table{
    Operator{.name = "$cond", .parse = parse_cond},
    Operator{.name = "$ifNull", .parse = parse_if_null},
    Operator{.name = "$switch", .parse = parse_switch},
};

}  // namespace

Family condition_operators() { return condition_table; }

}  // namespace profilestore::expression
