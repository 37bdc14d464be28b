// What all accumulators share that keep n values of a group.
#pragma once

#include "pipeline/accumulators/accumulator.hpp"

namespace profilestore::pipeline {

/// The `n` of an accumulator: a constant, or an expression over the `_id` of the group.
class HowMany {
 public:
  /// Throws InvalidExpression, as of_group() does: 5787902, 5787903, 5787908.
  HowMany(std::string_view op, const Value& expression, const Context& context);

  std::size_t of_group(const Value& id, const expression::Variables& variables) const;

 private:
  std::size_t checked(const std::optional<Value>& n) const;

  std::string op_;
  expression::Expression n_;
};

}  // namespace profilestore::pipeline
