// The table of operators: a name leads to the function that parses what stands behind it.
#pragma once

#include <profilestore/document.hpp>
#include <string>

#include "document/path.hpp"
#include "match/node.hpp"
#include "match/scope.hpp"

namespace profilestore::match {

/// What a field's operator is given: {path: {…, name: value, …}}.
struct Operand {
  const document::Path& path;
  const std::string& name;
  const Value& value;
  const Value& siblings;  ///< the operator document: some operators read each other
  const Scope& scope;     ///< of the operator document
};

/// Parses one operator of a field. Throws InvalidFilter.
using FieldOperator = Node (*)(const Operand& operand);

/// Parses one operator that stands where a path could: {$and: […]}. Throws InvalidFilter.
using TopLevelOperator = Node (*)(const std::string& name, const Value& value, const Scope& scope);

/// Null pointer if MongoDB has no such operator. One that MongoDB has and this library has not
/// leads to a function that says so: nothing is ever ignored.
const FieldOperator* field_operator(const std::string& name);
const TopLevelOperator* top_level_operator(const std::string& name);

}  // namespace profilestore::match
