// An expression in, its tree out: decides what is an operator, a path and a literal.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/comparison.hpp"
#include "evaluation/node.hpp"

namespace profilestore::expression {

struct Operator;

/// Null pointer if MongoDB has no such operator.
using FindOperator = const Operator* (*)(std::string_view name);

class Parser {
 public:
  /// `variables`: names that are known besides MongoDB's own.
  Parser(std::vector<std::string> variables, document::Comparison order, FindOperator find)
      : variables_(std::move(variables)), order_(std::move(order)), find_(find) {}

  /// What may stand as an argument: a path, an object of expressions or a call, an array of
  /// expressions, a literal. Throws InvalidExpression.
  NodePtr parse(const Value& expression) const;

  /// A call {$name: operand}. Throws InvalidExpression (168) if MongoDB has no such operator.
  NodePtr parse_call(const std::string& name, const Value& operand) const;

  /// A parser of what sees one more variable.
  Parser with(std::string variable) const;
  /// A parser that leaves constants as they are: for what may never be evaluated.
  Parser unfolding() const;

  NodePtr call(std::string op, Action act, std::vector<NodePtr> arguments) const;

  const document::Comparison& order() const { return order_; }

 private:
  Parser inner() const;
  NodePtr parse_object(const Value& object) const;
  NodePtr parse_path(const std::string& text) const;

  std::vector<std::string> variables_;
  document::Comparison order_;
  FindOperator find_;
  int depth_ = 0;
  bool folds_ = true;
};

/// Throws InvalidExpression (9) unless `name` may be defined as a variable: it begins with a lower
/// case letter or a byte beyond ASCII, and goes on with letters, digits and `_`; or is CURRENT.
void check_variable_name(std::string_view name, std::string_view op);

/// Throws InvalidExpression (9) unless `$$name` may stand for a variable: as above, and ROOT and
/// other names of MongoDB's own, in capitals.
void check_variable_use(std::string_view name);

}  // namespace profilestore::expression
