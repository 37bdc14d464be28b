// The table of all operators, and the parser that reads expressions by it.
#pragma once

#include <string_view>

#include "evaluation/operator.hpp"
#include "evaluation/parser.hpp"
#include "expression/expression.hpp"

namespace profilestore::expression {

/// Null pointer if MongoDB has no such expression. One that MongoDB has and this library has not
/// leads to a refusal by its name.
const Operator* operator_named(std::string_view name);

/// A parser that knows them.
Parser parser_of(const Context& context);

}  // namespace profilestore::expression
