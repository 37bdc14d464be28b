#include "expression/expression.hpp"

#include <set>

#include "expression/operators.hpp"

namespace profilestore::expression {

Expression Expression::parse(const Value& expression, const Context& context) {
  Expression parsed;
  parsed.node_ = parser_of(context).parse(expression);
  parsed.source_ = std::make_shared<const Value>(expression);
  return parsed;
}

std::optional<Value> Expression::evaluate(const Value& root, const Variables& variables) const {
  return node_->evaluate({root, variables}).optional();
}

bool Expression::is_constant() const { return node_->is_constant(); }

std::optional<Value> Expression::constant() const { return *node_->constant; }

std::optional<std::string> Expression::field() const {
  if (!node_->field || !node_->field->is_of_document() || node_->field->segments().empty())
    return std::nullopt;
  return node_->field->dotted();
}

std::vector<std::string> Expression::paths() const {
  std::set<std::string> paths;
  collect_paths(*node_, paths);
  if (paths.contains("")) return {""};
  return {paths.begin(), paths.end()};
}

}  // namespace profilestore::expression
