#include "evaluation/node.hpp"

#include <algorithm>

#include "document/number.hpp"
#include "document/time_limit.hpp"

namespace profilestore::expression {

std::size_t Arguments::size() const { return node_.arguments.size(); }

bool Arguments::given(std::size_t i) const { return node_.arguments[i] != nullptr; }

Result Arguments::operator[](std::size_t i) const {
  const Node* argument = node_.arguments[i].get();
  return argument == nullptr ? Result() : argument->evaluate(scope_);
}

Result Arguments::under(const Variables& variables, std::size_t i) const {
  return node_.arguments[i]->evaluate({scope_.root, variables});
}

const std::string& Arguments::op() const { return node_.op; }

const document::Comparison& Arguments::order() const { return node_.order; }

Result Node::evaluate(const Scope& scope) const {
  if (constant) return Result::seen(*constant ? &**constant : nullptr);
  if (field) return field->value_in(scope.root, scope.variables);
  document::TimeLimit::look();
  return act(Arguments(*this, scope));
}

NodePtr constant_node(std::optional<Value> value) {
  return std::make_shared<const Node>(Node{.constant = std::move(value)});
}

void collect_paths(const Node& node, std::set<std::string>& paths) {
  if (node.field && node.field->is_of_document()) paths.insert(node.field->dotted());
  for (const NodePtr& argument : node.arguments)
    if (argument) collect_paths(*argument, paths);
}

NodePtr call_node(Node call, bool fold) {
  const bool constant = std::ranges::all_of(call.arguments, [](const NodePtr& argument) {
    return argument == nullptr || argument->is_constant();
  });
  if (!fold || !constant) return std::make_shared<const Node>(std::move(call));
  const Value nowhere = Value::object();
  const Variables none;
  return constant_node(call.act(Arguments(call, {nowhere, none})).optional());
}

const Value& compared(const Result& result) {
  static const Value undefined = {{"$undefined", true}};
  return result ? *result : undefined;
}

bool truth(const Result& result) { return result && truth(*result); }

bool truth(const std::optional<Value>& value) { return value && truth(*value); }

bool truth(const Value& value) {
  const document::Type type = document::type_of(value);
  if (value.is_boolean()) return value.get<bool>();
  if (document::is_number(type)) return document::compare_numbers(value, 0) != 0;
  return type != document::Type::null && type != document::Type::undefined;
}

}  // namespace profilestore::expression
