// $expr: an aggregation expression as a condition on the whole document.
#pragma once

#include <profilestore/document.hpp>
#include <string>

#include "match/node.hpp"
#include "match/scope.hpp"

namespace profilestore::match {

/// Parses {$expr: expression}. Throws InvalidFilter with the codes of the expression, and 2 within
/// an $elemMatch.
Node parse_expr(const std::string& name, const Value& expression, const Scope& scope);

/// Whether a $expr stands in the filter, where it may stand: at its top and in $and, $or and $nor.
bool has_expr(const Document& filter);

/// Whether an expression of the filter asks for $$NOW.
bool asks_for_now(const Document& filter);

}  // namespace profilestore::match
