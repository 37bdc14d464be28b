// MongoDB's aggregation expressions, parsed once and evaluated for many documents. Pure: knows no
// storage, no clock and no collections.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "document/comparison.hpp"
#include "evaluation/node.hpp"
#include "evaluation/variables.hpp"

namespace profilestore::expression {

/// What parsing needs to know.
struct Context {
  /// Names of variables that evaluate() will be given; another is MongoDB's error 17276.
  std::vector<std::string> variables = {};
  /// How values are compared, sorted and sets are made: of the collation that a call states.
  document::Comparison order = {};
};

/// A parsed expression. Copies are cheap and share the parsed form; safe from any thread.
class Expression {
 public:
  /// Throws InvalidExpression with MongoDB's code: 168 for an operator that it does not have, 16020
  /// for a wrong number of arguments, and what each operator has of its own. An operator that
  /// MongoDB has and we do not is refused by its name: "not supported". A part that needs neither a
  /// document nor a variable is evaluated here, with the errors of evaluate().
  /// REQUIRES: `expression` is in normal form.
  static Expression parse(const Value& expression, const Context& context = {});

  /// The value for the document `root`; nothing: it is missing ($$REMOVE, a path without a value).
  /// Throws InvalidExpression with MongoDB's code where an operator does not take what it is given
  /// (the message names the operator and types, never a value), 146 for a result beyond
  /// max_result_bytes, 15 for one deeper than max_result_depth; what TimeLimit::look() throws.
  /// REQUIRES: `root` is in normal form.
  std::optional<Value> evaluate(const Value& root, const Variables& variables = {}) const;

  /// Whether the value is the same for any document and variables.
  bool is_constant() const;
  /// That value. REQUIRES: is_constant().
  std::optional<Value> constant() const;

  /// The dotted path if the expression is that of a field alone, as "$address.city".
  std::optional<std::string> field() const;

  /// The dotted paths of fields that it reads, each once, sorted; {""}: of the whole document.
  std::vector<std::string> paths() const;

  /// As it was written.
  const Value& source() const { return *source_; }

  /// The parsed form, for those of the room and for who takes it apart (match/).
  const Node& node() const { return *node_; }

 private:
  std::shared_ptr<const Node> node_;
  std::shared_ptr<const Value> source_;
};

}  // namespace profilestore::expression
