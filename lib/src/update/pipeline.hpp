// An update that is a pipeline: an array of stages that make of the document another one.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <vector>

#include "match/terms.hpp"
#include "reshaping/reshaping.hpp"

namespace profilestore::update {

struct Pipeline {
  std::vector<expression::Reshaping> stages;
  expression::Variables variables;  ///< of `let`

  /// `terms`: how expressions compare, and what variables they know; may be null. Throws
  /// InvalidUpdate with MongoDB's codes: 72 for a stage that no update may have, 40324 for one that
  /// there is not, 40323 for what is no object of one stage.
  static Pipeline parse(const Value& stages, const match::Terms* terms);
};

/// Applies the stages. MongoDB: a document keeps its _id, even where a stage left it out. Returns
/// whether the document changed. Throws InvalidUpdate: 66 if its _id would change, 52 for a field
/// whose name begins with `$`, and what the expressions do.
bool apply(const Pipeline& pipeline, Document& document, const Value& now);

}  // namespace profilestore::update
