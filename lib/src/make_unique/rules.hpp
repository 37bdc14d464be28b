// The rules of a make_unique, from its options, and what it looks for in a document.
#pragma once

#include <profilestore/make_unique.hpp>

#include "merge/ruleset.hpp"
#include "staging/read_document.hpp"

namespace profilestore::making_unique {

/// Throws InvalidInput for rules that are none, that are given in two ways, or that speak of
/// sources or of documents of a store beside which others come.
merge::RuleSet rules_of(const MakeUniqueOptions& options);

/// Throws InvalidInput for rules that would change the key under `index`.
staging::ImportSchema schema_of(const catalog::CollectionEntry& collection,
                                const catalog::IndexEntry& index, const merge::RuleSet& rules);

}  // namespace profilestore::making_unique
