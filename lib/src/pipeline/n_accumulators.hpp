// What all accumulators share that keep n values of a group.
#pragma once

#include <fmt/format.h>

#include "document/path.hpp"
#include "pipeline/accumulator.hpp"

namespace profilestore::pipeline {

/// Throws InvalidExpression (146) beyond expression::max_result_bytes.
void check_bytes_of_group(std::string_view op, std::size_t bytes);

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
