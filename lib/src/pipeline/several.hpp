// A stage that is several others, one after the other.
#pragma once

#include <vector>

#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Several : public Stage {
 public:
  explicit Several(std::vector<StagePointer> stages) : stages_(std::move(stages)) {}

  StreamPointer over(StreamPointer input, const Run& run) const override {
    for (const StagePointer& stage : stages_) input = stage->over(std::move(input), run);
    return input;
  }
  bool keeps_documents() const override {
    for (const StagePointer& stage : stages_)
      if (stage->keeps_documents()) return true;
    return false;
  }
  Fields needs(const Fields& after) const override {
    Fields fields = after;
    for (auto stage = stages_.rbegin(); stage != stages_.rend(); ++stage)
      fields = (*stage)->needs(fields);
    return fields;
  }

 private:
  std::vector<StagePointer> stages_;
};

}  // namespace profilestore::pipeline
