// $group: one document for each key, from all documents that have it.
#pragma once

#include <functional>
#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "keys/collator.hpp"
#include "pipeline/accumulators/accumulator.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

/// What documents are grouped by, and what is made of each group.
struct Grouping {
  /// The `_id` of a document's group.
  std::function<Value(const Document&, const expression::Variables&)> id;
  std::vector<Accumulation> accumulations;
  std::shared_ptr<const keys::Collator> collator;  ///< null: strings differ by their bytes
  std::vector<std::string> paths;                  ///< that `id` reads
};

class Group : public Stage {
 public:
  explicit Group(Grouping grouping) : grouping_(std::move(grouping)) {}

  StreamPointer over(StreamPointer input, const Run& run) const override;
  bool keeps_documents() const override { return true; }
  Fields needs(const Fields& after) const override;

 private:
  Grouping grouping_;
};

/// By an expression, with these accumulators.
Grouping grouping_by(const Value& id, std::vector<Accumulation> accumulations,
                     const Context& context);

/// What $bucket and $bucketAuto make of each group: {output: {field: accumulator, …}}; without it
/// they count. REQUIRES: an output is an object.
std::vector<Accumulation> output_of(const Value& specification, const Context& context);

/// Whether a value is what these two take as 'groupBy': "$path", or an operator's object.
bool is_group_by(const Value& value);

}  // namespace profilestore::pipeline
