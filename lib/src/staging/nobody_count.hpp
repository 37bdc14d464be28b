// How many documents of an import have a grouping key that names nobody.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "staging/read_document.hpp"

namespace profilestore::staging {

struct NobodyCount {
  std::array<std::int64_t, 5> documents{};           ///< by merge::Nobody
  std::map<std::string, std::int64_t> placeholders;  ///< by text: documents; at most 1000 texts

  /// `nobody`: why the key of a document under `index` names nobody, if it does.
  void count(std::optional<merge::Nobody> nobody, const catalog::IndexEntry& index,
             const Document& fields);
  void add(const NobodyCount& later);
};

}  // namespace profilestore::staging
