// Whether the key and the rules of a make_unique apply to the documents of its collection.
#pragma once

#include <string>

#include "catalog/catalog.hpp"
#include "make_unique/group_plan.hpp"
#include "sqlite/connection.hpp"
#include "store/create_index.hpp"

namespace profilestore::making_unique {

/// Throws InvalidInput if there are documents, and no document has a field of the index.
void check_key_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                   const catalog::IndexEntry& index);

/// Throws InvalidInput if no document of a group has a field that a rule asks for.
void check_rules_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const staging::ImportSchema& schema, const GroupPlanner& planner);

/// For the report.
std::vector<RuleUse> rule_uses(const staging::ImportSchema& schema, const GroupPlanner& planner);

}  // namespace profilestore::making_unique
