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

/// The condition of an index with its operands as they are compared under the index's collation.
Document collated_condition(const keys::Indexer& index);

/// Whether two conditions say the same: branches of $and and $or may stand in another order, and
/// {a: 5} is {a: {$eq: 5}}. Each may be null, for all documents.
bool same_condition(const Document& a, const Document& b);

/// Whether every match of `filter` is in the index: all that its condition reads is pinned, to
/// values that fulfil it, as does all that the filter calls equal to them.
bool implies(const match::Filter& filter, const IndexEntry& index);

}  // namespace profilestore::catalog
