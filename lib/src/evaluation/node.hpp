// The parsed form of an expression: a tree of calls over field paths and constants.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <set>
#include <string>
#include <vector>

#include "document/comparison.hpp"
#include "evaluation/field_path.hpp"
#include "evaluation/result.hpp"
#include "evaluation/variables.hpp"

namespace profilestore::expression {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// What an evaluation knows.
struct Scope {
  const Value& root;
  const Variables& variables;
};

/// The arguments of a call, which are evaluated when they are asked for.
class Arguments {
 public:
  Arguments(const Node& node, const Scope& scope) : node_(node), scope_(scope) {}

  std::size_t size() const;
  /// Whether an argument with a name was given.
  bool given(std::size_t i) const;
  /// The value; nothing of an argument that was not given.
  Result operator[](std::size_t i) const;
  /// As [], under other variables. The result may be seen in them.
  Result under(const Variables& variables, std::size_t i) const;
  Result under(Variables&&, std::size_t) const = delete;

  const std::string& op() const;
  const document::Comparison& order() const;
  const Scope& scope() const { return scope_; }

 private:
  const Node& node_;
  const Scope& scope_;
};

/// What an operator does. Throws InvalidExpression.
using Action = std::function<Result(const Arguments& arguments)>;

/// One of three: a constant, a field path, a call.
struct Node {
  std::optional<std::optional<Value>> constant = {};  ///< a constant: a value, or nothing
  std::optional<FieldPath> field = {};                ///< a path
  std::string op = {};  ///< a call: the operator, or "object", "array"
  Action act = {};
  std::vector<NodePtr> arguments = {};  ///< null where one with a name is not given
  document::Comparison order = {};

  Result evaluate(const Scope& scope) const;
  bool is_constant() const { return constant.has_value(); }
};

NodePtr constant_node(std::optional<Value> value);

/// Adds the dotted paths of the document's fields that are read; "" is the document itself.
void collect_paths(const Node& node, std::set<std::string>& paths);

/// A call; a constant if all of its arguments are and `fold`. Throws what `act` does.
NodePtr call_node(Node call, bool fold);

}  // namespace profilestore::expression
