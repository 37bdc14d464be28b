#include "planning/reasons.hpp"

#include <fmt/format.h>

namespace profilestore::planning {

std::string rule_of(const staging::ImportSchema& schema, const merge::Candidate& candidate) {
  if (candidate.decided_by < schema.rules.size()) return schema.rules.name(candidate.decided_by);
  if (candidate.decided_by == merge::by_existing(schema.rules.size()))
    return fmt::format("on-existing: {}", merge::name_of(schema.existing));
  return "_id, then content";
}

std::string conflict_of(const staging::Stage& stage, const staging::ImportSchema& schema,
                        const merge::Candidate& candidate) {
  if (const auto why = stage.conflicts.find(candidate.rank); why != stage.conflicts.end())
    return why->second;
  return fmt::format("conflict: another document has its key under the unique index {}",
                     schema.indexes[candidate.decided_by].name());
}

}  // namespace profilestore::planning
