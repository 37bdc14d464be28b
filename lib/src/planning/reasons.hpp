// Why a plan sets documents aside, in words.
#pragma once

#include <string>

#include "staging/chunk.hpp"

namespace profilestore::planning {

/// The rule that told a document that is merged from the survivor.
std::string rule_of(const staging::ImportSchema& schema, const merge::Candidate& candidate);

/// Why a document is in conflict.
std::string conflict_of(const staging::Stage& stage, const staging::ImportSchema& schema,
                        const merge::Candidate& candidate);

}  // namespace profilestore::planning
