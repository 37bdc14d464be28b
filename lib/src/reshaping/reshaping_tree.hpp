// The parsed form of $project, $addFields and $unset: a tree of field names.
#pragma once

#include <profilestore/document.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluation/node.hpp"
#include "expression/expression.hpp"

namespace profilestore::expression {

/// What is said of one field.
struct FieldPlan {
  enum class Kind { parent, included, excluded, computed };

  Kind kind = Kind::parent;
  std::vector<std::pair<std::string, FieldPlan>> fields = {};  ///< of a parent, as written
  NodePtr value = {};                                          ///< of computed
  bool computes = false;  ///< of a parent: something below is computed

  const FieldPlan* find(std::string_view name) const;
};

enum class Reshape { inclusion, exclusion, addition };

struct ReshapingTree {
  Reshape kind = Reshape::inclusion;
  FieldPlan root = {};
};

/// Whether a value behind a field's name includes or excludes it: a number or a boolean.
bool is_flag(const Value& value);
/// Which of them. REQUIRES: is_flag(flag).
bool is_inclusion(const Value& flag);

/// The tree of a $project. Throws as Reshaping::parse.
ReshapingTree parse_project(const Value& specification, const std::string& stage,
                            const Context& context);
/// Of an $addFields or $set.
ReshapingTree parse_add_fields(const Value& specification, const std::string& stage,
                               const Context& context);
/// Of an $unset.
ReshapingTree parse_unset(const Value& specification, const std::string& stage);

/// What comes of a document.
Document reshaped(const ReshapingTree& tree, const Document& document, const Scope& scope);

/// Adds the dotted paths that the result depends on; "" where all fields stay.
void collect_paths(const ReshapingTree& tree, std::set<std::string>& paths);

/// As Reshaping::keeps().
bool keeps_path(const ReshapingTree& tree, const std::string& path);

}  // namespace profilestore::expression
