#include "evaluation/operator.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "document/type.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr int wrong_range_of_arguments = 28667;

void check_number(const Operator& op, std::size_t given) {
  const auto least = static_cast<std::size_t>(op.least), most = static_cast<std::size_t>(op.most);
  if (given >= least && given <= most) return;
  if (least == most)
    refuse(wrong_number_of_arguments, op.name,
           fmt::format("takes {} argument{}, {} were given", least, least == 1 ? "" : "s", given));
  refuse(wrong_range_of_arguments, op.name,
         most == static_cast<std::size_t>(any_number)
             ? fmt::format("takes at least {} arguments, {} were given", least, given)
             : fmt::format("takes {} to {} arguments, {} were given", least, most, given));
}

}  // namespace

std::vector<const Value*> named_operands(const std::string& op, const Value& operand,
                                         const Named& named) {
  if (!document::is_plain_object(operand))
    refuse(named.if_no_object, op,
           fmt::format("takes an object of named arguments, not {}",
                       document::alias(document::type_of(operand))));
  std::vector<const Value*> operands(named.parameters.size(), nullptr);
  for (const auto& [name, value] : operand.items()) {
    const auto found = std::ranges::find(named.parameters, name, &Parameter::name);
    if (found == named.parameters.end())
      refuse(named.if_unknown, op, fmt::format("has no argument '{}'", name));
    operands[static_cast<std::size_t>(found - named.parameters.begin())] = &value;
  }
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (operands[i] == nullptr && named.parameters[i].if_missing != 0)
      refuse(named.parameters[i].if_missing, op,
             fmt::format("lacks its argument '{}'", named.parameters[i].name));
  return operands;
}

std::vector<NodePtr> named_arguments(const Parser& parser, const std::string& op,
                                     const Value& operand, const Named& named) {
  std::vector<NodePtr> arguments;
  for (const Value* given : named_operands(op, operand, named))
    arguments.push_back(given == nullptr ? nullptr : parser.parse(*given));
  return arguments;
}

std::vector<NodePtr> Operator::arguments_of(const Parser& parser, const std::string& op,
                                            const Value& operand) const {
  if (named != nullptr) return named_arguments(parser, op, operand, *named);
  std::vector<NodePtr> arguments;
  if (operand.is_array()) {
    check_number(*this, operand.size());
    for (const Value& each : operand) arguments.push_back(parser.parse(each));
  } else {
    check_number(*this, 1);
    arguments.push_back(parser.parse(operand));
  }
  return arguments;
}

}  // namespace profilestore::expression
