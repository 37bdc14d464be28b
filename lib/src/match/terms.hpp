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
#include "evaluation/variables.hpp"
#include "expression/expression.hpp"

namespace profilestore::match {

/// What an index makes of values. Several threads may ask it at once.
class ValueKeys {
 public:
  virtual ~ValueKeys() = default;
  /// Bytes that two values share exactly if they count as equal.
  virtual std::string key_of(const Value& value) const = 0;
  /// One of the values that count as equal to it, and the same one for most of them.
  virtual Value form_of(const Value& value) const = 0;
};

/// An index as a filter knows it: paths at which equality is another than MongoDB's.
struct HintedIndex {
  struct Path {
    std::string path;
    std::shared_ptr<const ValueKeys> keys;
  };
  std::string name;
  std::vector<Path> paths = {};  ///< empty: equality is the filter's
};

struct Terms {
  std::optional<Collation> collation = {};  ///< that of `order`
  document::Comparison order = {};          ///< of values, in all comparisons but `index`'s
  std::optional<HintedIndex> index = {};    ///< by which $eq, $in and their negations compare
  expression::Variables variables = {};     ///< what $expr knows: of `let`, and NOW
};

/// What expressions know of them; `terms` may be null.
inline expression::Context expression_context(const Terms* terms) {
  if (terms == nullptr) return {};
  return {terms->variables.names(), terms->order};
}

/// What the index makes of values at `path`; null: equality there is the filter's.
inline std::shared_ptr<const ValueKeys> keys_at(const Terms& terms, const std::string& path) {
  if (!terms.index) return {};
  const auto found = std::ranges::find(terms.index->paths, path, &HintedIndex::Path::path);
  return found == terms.index->paths.end() ? nullptr : found->keys;
}

/// Whether at `path` equality is that of the index.
inline bool is_of_index(const Terms& terms, const std::string& path) {
  return keys_at(terms, path) != nullptr;
}

}  // namespace profilestore::match
