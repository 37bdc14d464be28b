// How a filter compares values, where a call says it: under a collation, or as an index does.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "document/comparison.hpp"

namespace profilestore::match {

/// Bytes that two values share exactly if they count as equal.
using KeyOf = std::function<std::string(const Value& value)>;

/// An index as a filter knows it: paths at which equality is another than MongoDB's.
struct HintedIndex {
  std::string name;
  std::vector<std::string> paths = {};
  KeyOf key_of = {};  ///< empty: equality is the filter's
};

struct Terms {
  std::optional<Collation> collation = {};  ///< that of `order`
  document::Comparison order = {};          ///< of values, in all comparisons but `index`'s
  std::optional<HintedIndex> index = {};    ///< by which $eq, $in and their negations compare
};

/// Whether at `path` equality is that of the index.
inline bool is_of_index(const Terms& terms, const std::string& path) {
  return terms.index && terms.index->key_of &&
         std::ranges::find(terms.index->paths, path) != terms.index->paths.end();
}

}  // namespace profilestore::match
