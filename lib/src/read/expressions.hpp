// Which projections are those of an aggregation's $project: those with expressions, and without
// what a find alone has.
#pragma once

#include <profilestore/document.hpp>

namespace profilestore::read {

/// Whether some field is the value of an expression: a path, a literal, an operator.
bool has_expressions(const Document& projection);

/// Whether some field is chosen as only a find does: by `$`, $elemMatch, or the $slice of a field.
bool has_choices_of_find(const Document& projection);

}  // namespace profilestore::read
