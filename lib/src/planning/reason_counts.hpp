// How many documents of an import are set aside for which reasons.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "staging/chunk.hpp"

namespace profilestore::planning {

/// What a reason has in common with those of other documents: numbers, and texts in quotes, are
/// "…". A number within a name, as in "email_1" and "$numberInt64", stays.
std::string common_reason(std::string_view reason);

/// The ten most frequent reasons of what is quarantined and in conflict, the largest first; of
/// equally frequent ones the first to be met. REQUIRES: `stage` is planned.
std::vector<ReasonCount> reason_counts(const staging::Stage& stage,
                                       const staging::ImportSchema& schema,
                                       const std::vector<sources::Source>& sources);

}  // namespace profilestore::planning
