// $sort.
#pragma once

#include "pipeline/stage.hpp"
#include "read/order.hpp"

namespace profilestore::pipeline {

/// The values that a document is sorted by.
read::SortKey sort_key(const read::Order& order, const Document& document);

class Sort : public Stage {
 public:
  static StagePointer parse(const Value& specification, const Context& context);

  StreamPointer over(StreamPointer input, const Run& run) const override;
  bool keeps_documents() const override { return true; }
  Fields needs(const Fields& after) const override;

  /// {path: 1 or -1, …}
  const Value& specification() const { return specification_; }
  const read::Order& order() const { return order_; }

  /// The same, where only the first `wanted` documents are asked for; 0: all.
  StagePointer first(std::size_t wanted) const;
  std::size_t wanted() const { return wanted_; }

 private:
  Value specification_;
  read::Order order_;
  std::size_t wanted_ = 0;
};

}  // namespace profilestore::pipeline
