// $project, $addFields, $set, $unset, $replaceRoot and $replaceWith: a document for each document.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/stage.hpp"
#include "reshaping/reshaping.hpp"

namespace profilestore::pipeline {

class Reshape : public Stage {
 public:
  /// REQUIRES: expression::Reshaping::is_one(name).
  static StagePointer parse(std::string_view name, const Value& specification,
                            const Context& context);

  StreamPointer over(StreamPointer input, const Run& run) const override;
  Fields needs(const Fields& after) const override;

 private:
  std::optional<expression::Reshaping> reshaping_;
};

/// The first segments of dotted paths, each once; nothing if one of them is "", the whole document.
Fields top_fields(const std::vector<std::string>& paths);

/// `fields` and those that the paths begin with.
Fields with_fields(const Fields& fields, std::vector<std::string> paths);

}  // namespace profilestore::pipeline
