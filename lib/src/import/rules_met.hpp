// Whether the rules and keys of an import apply to its documents, and what they decided.
#pragma once

#include <profilestore/import.hpp>
#include <vector>

#include "merge/ruleset.hpp"
#include "staging/chunk.hpp"

namespace profilestore::importing {

/// What `rules`, and the keys that the options name, ask of documents.
std::vector<merge::RuleQuestion> questions_of(const ImportOptions& options,
                                              const merge::RuleSet& rules,
                                              const staging::ImportSchema& schema);

/// Throws InvalidInput if no document has a field that a question asks for, with the name that was
/// probably meant.
void check_rules_met(const staging::Stage& stage, const staging::ImportSchema& schema,
                     const std::vector<sources::Source>& sources);

/// For the report.
std::vector<RuleUse> rule_uses(const staging::Stage& stage, const staging::ImportSchema& schema);
KeylessDocuments keyless_documents(const staging::Stage& stage);

}  // namespace profilestore::importing
