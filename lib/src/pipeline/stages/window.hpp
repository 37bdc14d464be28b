// $skip and $limit.
#pragma once

#include <cstdint>

#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Window : public Stage {
 public:
  static StagePointer parse_skip(const Value& specification, const Context& context);
  static StagePointer parse_limit(const Value& specification, const Context& context);

  StreamPointer over(StreamPointer input, const Run& run) const override;

  Fields needs(const Fields& after) const override { return after; }

  std::int64_t skip() const { return skip_; }
  /// 0: there is none.
  std::int64_t limit() const { return limit_; }

 private:
  std::int64_t skip_ = 0, limit_ = 0;
};

}  // namespace profilestore::pipeline
