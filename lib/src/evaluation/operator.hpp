// An operator: what its arguments are and what it does.
#pragma once

#include <limits>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/node.hpp"
#include "evaluation/parser.hpp"

namespace profilestore::expression {

/// An argument with a name: {$op: {name: …}}.
struct Parameter {
  std::string_view name;
  int if_missing = 0;  ///< MongoDB's code where it is not given; 0: it need not be
};

/// What stands behind an operator that takes arguments with names, in the order of the table.
struct Named {
  int if_no_object;
  int if_unknown;
  std::span<const Parameter> parameters;
};

inline constexpr int any_number = std::numeric_limits<int>::max();

struct Operator {
  std::string_view name;
  /// Behind it stands an array of arguments, or the only one. MongoDB: 16020, or 28667 where the
  /// number may vary.
  int least = 0, most = any_number;
  Result (*act)(const Arguments& arguments) = nullptr;
  const Named* named = nullptr;
  /// Instead of `act`: reads what is behind it in a way of its own.
  NodePtr (*parse)(const Parser& parser, const std::string& name, const Value& operand) = nullptr;

  std::vector<NodePtr> arguments_of(const Parser& parser, const std::string& name,
                                    const Value& operand) const;
};

/// The arguments of one that takes them with names; null where one is not given.
std::vector<NodePtr> named_arguments(const Parser& parser, const std::string& op,
                                     const Value& operand, const Named& named);

/// The operands of an object with these names; null where one is not given. The same errors.
std::vector<const Value*> named_operands(const std::string& op, const Value& operand,
                                         const Named& named);

/// Operators of one kind, a table in one file.
using Family = std::span<const Operator>;

}  // namespace profilestore::expression
