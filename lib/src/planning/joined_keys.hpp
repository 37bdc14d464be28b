// Documents that share a key by way of arrays, or of merges by hand: if A shares one with B, and B
// another with C, the three are one group.
#pragma once

#include <vector>

#include "planning/disjoint_sets.hpp"
#include "staging/chunk.hpp"

namespace profilestore::planning {

class JoinedKeys {
 public:
  /// Gives all candidates that share keys, themselves or by way of others, one key: the least.
  explicit JoinedKeys(staging::Stage& stage);

  /// Whether a group has, or shares a key with, a document with several keys.
  bool contains(const document::Digest& key) const;

 private:
  DisjointSets::Number number_of(const document::Digest& key) const;

  std::vector<document::Digest> keys_;  ///< of all elements, each once, in order
};

}  // namespace profilestore::planning
