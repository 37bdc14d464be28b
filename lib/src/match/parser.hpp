// A filter in, its tree out: decides which of its parts is an operator and which a literal.
#pragma once

#include <profilestore/document.hpp>

#include "document/path.hpp"
#include "match/node.hpp"
#include "match/scope.hpp"

namespace profilestore::match {

/// MongoDB: "exceeded maximum query tree depth". Filters come from outside, and parsing recurs.
inline constexpr int max_tree_depth = 100;

/// A whole filter, {path: …, $and: […]}: all of its fields must match. Throws InvalidFilter.
Node parse_filter(const Document& filter, const Scope& scope);

/// An operator document, {$gt: 5, $lt: 9}, at `path`: all of its operators must match.
/// Throws InvalidFilter.
Node parse_operators(const document::Path& path, const Value& operators, const Scope& scope);

/// Whether `value` at a path is operators to apply, not a literal to equal. MongoDB: an object
/// whose first name starts with `$`, unless it is a DBRef (it has $ref and $id). Wrappers are
/// values.
bool is_operator_document(const Value& value);

}  // namespace profilestore::match
