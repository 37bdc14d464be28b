// A command's `let`: variables for all of its expressions.
#pragma once

#include <profilestore/document.hpp>

#include "document/comparison.hpp"
#include "evaluation/variables.hpp"

namespace profilestore::expression {

/// A command's `let`: each of its fields, evaluated without a document, compared by `order`. Throws
/// InvalidExpression: 14 for what is no object, 9 for a name that is no variable's, 4890500 for a
/// field of a document.
Variables variables_of_let(const Value& let, const Variables& others = {},
                           const document::Comparison& order = {});

}  // namespace profilestore::expression
