// Why a plan sets documents aside, in words.
#pragma once

#include <string>
#include <string_view>

#include "staging/chunk.hpp"

namespace profilestore::planning {

/// Why a document is in conflict that an array of somebody else's joins to its group.
inline constexpr std::string_view joined_by_another =
    "conflict: it shares no key with the document that stays of its group, but with one that was "
    "set aside";

/// The rule that told a document that is merged from the survivor.
std::string rule_of(const staging::ImportSchema& schema, const merge::Candidate& candidate);

/// Why a document is in conflict.
std::string conflict_of(const staging::Stage& stage, const staging::ImportSchema& schema,
                        const merge::Candidate& candidate);

}  // namespace profilestore::planning
