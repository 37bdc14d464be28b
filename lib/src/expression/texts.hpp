// Strings as operators take them: what counts as one.
#pragma once

#include <string>

#include "evaluation/node.hpp"

namespace profilestore::expression {

/// MongoDB's coercion to a string, of $toLower, $toUpper, $strcasecmp and $substr: "" of what is
/// nullish, numbers, dates and timestamps as text. Throws InvalidExpression (16007) for other
/// types.
std::string coerced_text(const Result& value, const std::string& op);

/// The text of a number, as $toString has it. REQUIRES: it is a number.
std::string text_of_number(const Value& number);

}  // namespace profilestore::expression
