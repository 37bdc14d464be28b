// The conditions of partial indexes: what they may say, and when a filter says as much.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"

namespace profilestore::catalog {

/// Throws InvalidInput with MongoDB's number for a condition that MongoDB does not allow: 67 for an
/// operator that is named, and for one beside `sparse`; 197 on `_id`.
void check_condition(const Index& index);

/// The top-level names that a condition reads.
std::vector<std::string> fields_of_condition(const Document& condition);

/// Whether every match of `filter` is in the index: all that its condition reads is pinned, to
/// values that fulfil it.
bool implies(const match::Filter& filter, const IndexEntry& index);

}  // namespace profilestore::catalog
