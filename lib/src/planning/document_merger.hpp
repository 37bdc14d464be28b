// One document made of several: which they are, and what comes of them.
#pragma once

#include <string_view>
#include <vector>

#include "merge/merging.hpp"
#include "staging/chunk.hpp"

namespace profilestore::planning {

using merge::Candidate;

struct MergedDocument {
  staging::ReadDocument read;  ///< of the result; `content` is the digest of its text
  std::vector<merge::Taken> taken;
  std::vector<Value> ids;                          ///< `_id`s, as MergeRecipe::ranked
  std::optional<staging::Adoption> adoption = {};  ///< of the best
};

/// `ranked`: whole documents, the best first. `versions`: see merge::Merging::merge. Throws
/// InvalidInput (17420) if the result is too large.
MergedDocument merged_of(const merge::Merging& merging, const std::vector<Document>& ranked,
                         const std::vector<std::uint32_t>& versions = {});

/// Not for several threads at once.
class DocumentMerger {
 public:
  DocumentMerger(const staging::ImportSchema& schema, const std::vector<sources::Source>& sources)
      : schema_(schema), sources_(sources), reader_(schema) {}

  /// `stored`: the text of the store's document, if it is in the recipe.
  /// Throws InvalidInput (17420) if the result is too large.
  MergedDocument merge(const staging::MergeRecipe& recipe, std::string_view stored = {});

 private:
  const staging::ImportSchema& schema_;
  const std::vector<sources::Source>& sources_;
  staging::DocumentReader reader_;
};

}  // namespace profilestore::planning
