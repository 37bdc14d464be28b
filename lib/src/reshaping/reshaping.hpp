// The stages that make of one document one other: what pipelines have, updates may consist of.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "expression/expression.hpp"

namespace profilestore::expression {

/// A parsed $project, $addFields, $set, $unset, $replaceRoot or $replaceWith. Copies are cheap and
/// share the parsed form; safe from any thread.
class Reshaping {
 public:
  /// Whether `stage` is the name of one of these stages.
  static bool is_one(std::string_view stage);

  /// `specification` is what stands behind the stage's name. Throws InvalidExpression with
  /// MongoDB's code. REQUIRES: is_one(stage); it is in normal form.
  static Reshaping parse(std::string_view stage, const Value& specification,
                         const Context& context = {});

  /// The document that comes of `document`. Throws as Expression::evaluate, and 40228 if a
  /// $replaceRoot or $replaceWith gives no object.
  Document apply(const Document& document, const Variables& variables = {}) const;

  /// The dotted paths that the result depends on, as Expression::paths(): {""} for all that leave
  /// fields as they are.
  std::vector<std::string> paths() const;

  /// Whether `path`, and all below and above it, is in the result what it was in the document: a
  /// condition on it may be asked before.
  bool keeps(const std::string& path) const;

 private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

}  // namespace profilestore::expression
