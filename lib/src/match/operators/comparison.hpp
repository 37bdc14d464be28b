// Equality and the ranges: $eq $ne $gt $gte $lt $lte.
#pragma once

#include <profilestore/document.hpp>
#include <string_view>

#include "document/path.hpp"
#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// The leaf of {path: value} and {path: {$eq: value}}. Null equals a missing element too; an array
/// equals as a whole, and as an element of an array. Throws InvalidFilter, naming `op`, if `value`
/// is undefined.
Node equality(const document::Path& path, const Value& value, std::string_view op,
              const Scope& scope);

Node parse_eq(const Operand& operand);
Node parse_ne(const Operand& operand);
Node parse_gt(const Operand& operand);
Node parse_gte(const Operand& operand);
Node parse_lt(const Operand& operand);
Node parse_lte(const Operand& operand);

}  // namespace profilestore::match
