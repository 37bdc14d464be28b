// The operators that combine filters: $and $or $nor, and $not of a field's operators.
#pragma once

#include <profilestore/document.hpp>
#include <string>

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

Node parse_and(const std::string& name, const Value& value, const Scope& scope);

/// A $or whose branches are all the same filter is a $or of that one branch, so that it seeds an
/// upsert. MongoDB 8 collapses them too.
Node parse_or(const std::string& name, const Value& value, const Scope& scope);

Node parse_nor(const std::string& name, const Value& value, const Scope& scope);

/// {path: {$not: {$gt: 5}}}: no element at the path passes, so that a missing field matches.
Node parse_not(const Operand& operand);

}  // namespace profilestore::match
