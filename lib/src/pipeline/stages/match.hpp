// $match.
#pragma once

#include "match/filter.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Match : public Stage {
 public:
  static StagePointer parse(const Value& specification, const Context& context);

  StreamPointer over(StreamPointer input, const Run& run) const override;

  /// The filter, as it was written.
  const Value& specification() const { return specification_; }

 private:
  Value specification_;
  std::shared_ptr<const match::Terms> terms_;
  match::Filter filter_;
};

}  // namespace profilestore::pipeline
