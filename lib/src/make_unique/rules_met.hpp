// Whether the key and the rules of a make_unique apply to the documents of its collection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "make_unique/group_plan.hpp"
#include "sqlite/connection.hpp"
#include "store/create_index.hpp"

namespace profilestore::making_unique {

/// Throws InvalidInput if there are documents, and no document has a field of the index.
void check_key_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                   const catalog::IndexEntry& index);

/// Throws InvalidInput if no document that was `counted` has a field that one of the questions asks
/// for; `nobody` says which those are: "no document that …".
void check_rules_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const std::vector<merge::RuleQuestion>& questions,
                     const std::vector<merge::RuleCount>& counted, std::string_view nobody);

/// For the report.
std::vector<RuleUse> rule_uses(const staging::ImportSchema& schema, const GroupPlanner& planner);

}  // namespace profilestore::making_unique
