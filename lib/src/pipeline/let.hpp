// The `let` of a stage: what it hands into a pipeline of its own, made of each of its documents.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/expression.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Let {
 public:
  /// Hands in nothing.
  Let() = default;

  /// {name: expression, …}. Throws InvalidExpression: 14 for what is no object, 9 for a name that
  /// is no variable's, and what an expression is refused for.
  static Let parse(std::string_view stage, const Value& let, const Context& context);

  bool empty() const { return variables_.empty(); }

  /// Adds the names to those that are known.
  void add_names(std::vector<std::string>& known) const;

  /// `outer` and these, of one document.
  expression::Variables of(const Document& document, const expression::Variables& outer) const;

 private:
  std::vector<std::pair<std::string, expression::Expression>> variables_;
};

}  // namespace profilestore::pipeline
