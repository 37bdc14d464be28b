// How a filter compares values, where a call says it: under a collation, or as an index does.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "document/comparison.hpp"

namespace profilestore::match {

/// What an index makes of values. Several threads may ask it at once.
class ValueKeys {
 public:
  virtual ~ValueKeys() = default;
  /// Bytes that two values share exactly if they count as equal.
  virtual std::string key_of(const Value& value) const = 0;
};

/// An index as a filter knows it: paths at which equality is another than MongoDB's.
struct HintedIndex {
  std::string name;
  std::vector<std::string> paths = {};
  std::shared_ptr<const ValueKeys> keys = {};  ///< null: equality is the filter's
};

struct Terms {
  std::optional<Collation> collation = {};  ///< that of `order`
  document::Comparison order = {};          ///< of values, in all comparisons but `index`'s
  std::optional<HintedIndex> index = {};    ///< by which $eq, $in and their negations compare
};

/// Whether at `path` equality is that of the index.
inline bool is_of_index(const Terms& terms, const std::string& path) {
  return terms.index && terms.index->keys &&
         std::ranges::find(terms.index->paths, path) != terms.index->paths.end();
}

}  // namespace profilestore::match
