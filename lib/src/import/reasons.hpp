// Why a plan sets documents aside, in words.
#pragma once

#include <string>

#include "import/part.hpp"

namespace profilestore::importing {

/// The rule that told a document that is merged from the survivor.
std::string rule_of(const Scheme& scheme, const Candidate& candidate);

/// Why a document is in conflict.
std::string conflict_of(const Stage& stage, const Scheme& scheme, const Candidate& candidate);

}  // namespace profilestore::importing
