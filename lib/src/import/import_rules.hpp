// The rules of an import, from its options.
#pragma once

#include <profilestore/import.hpp>
#include <string>
#include <vector>

#include "merge/ruleset.hpp"
#include "staging/read_document.hpp"

namespace profilestore::importing {

/// Throws InvalidInput for rules that are none, and for rules given in two ways.
merge::RuleSet rules_of(const ImportOptions& options);

/// The SHA-256 of the rules, as hexadecimal digits: equal rules, however given, have the same.
std::string sha256_of(const merge::RuleSet& rules);

/// The schema of an import. Throws InvalidInput for rules that fit neither the sources nor the key.
staging::ImportSchema schema_of(const catalog::CollectionEntry& collection, const Paths* grouping,
                                const merge::RuleSet& rules,
                                const std::vector<std::string>& sources);

}  // namespace profilestore::importing
