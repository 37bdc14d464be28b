// The documents of a collection as the first stages of a pipeline ask for them: found and put in
// order by an index where there is one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>

#include "match/terms.hpp"
#include "pipeline/pipeline.hpp"
#include "query/filters.hpp"
#include "query/plan.hpp"
#include "query/reading.hpp"

namespace profilestore::pipeline {

/// What the first stages ask of a find.
struct Front {
  Document filter = Document::object();
  Document sort = {};  ///< null: natural order
  std::int64_t skip = 0, limit = 0;
  std::size_t stages = 0;  ///< so many are done by it
};

/// Of the stages $match, $sort, $skip and $limit that the pipeline begins with, those that the find
/// does: a $sort only if an index has its order, or if a $limit behind it says that few are kept.
Front front_of(const Pipeline& pipeline, const std::string& collection, const Run& run,
               const std::string& hint);

/// The find of a front, with what its $expr say of fields that an index may serve.
query::Filters filters_of(const Front& front, const std::shared_ptr<const match::Terms>& terms,
                          const Run& run, const std::string& hint);

/// Documents that match a filter.
StreamPointer found(const std::string& collection, query::Filters filters,
                    const query::Window& window, const Run& run,
                    const Fields& fields = std::nullopt);

}  // namespace profilestore::pipeline
