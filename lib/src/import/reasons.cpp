#include "import/reasons.hpp"

#include <fmt/format.h>

namespace profilestore::importing {

std::string rule_of(const Scheme& scheme, const Candidate& candidate) {
  if (candidate.decided_by < scheme.rules.size()) return scheme.rules.name(candidate.decided_by);
  return "_id, then content";
}

std::string conflict_of(const Stage& stage, const Scheme& scheme, const Candidate& candidate) {
  if (const auto why = stage.conflicts.find(candidate.rank); why != stage.conflicts.end())
    return why->second;
  return fmt::format("conflict: another document has its key under the unique index {}",
                     scheme.indexes[candidate.decided_by].name());
}

}  // namespace profilestore::importing
