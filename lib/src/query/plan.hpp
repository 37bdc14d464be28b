// Which index serves a filter and an order, and which of its keys have to be looked at.
//
// The keys that a plan names are those of every match, and maybe of others: who reads by it still
// matches each document.
#pragma once

#include <optional>
#include <vector>

#include "catalog/catalog.hpp"
#include "keys/range.hpp"
#include "match/filter.hpp"
#include "query/clause.hpp"
#include "read/order.hpp"

namespace profilestore::query {

struct Plan {
  const catalog::IndexEntry* index = nullptr;  ///< null: every row is looked at

  /// The keys at the index's first paths: one, or several where the filter has $in.
  std::vector<std::vector<keys::Part>> pinned = {};

  /// The keys at the path after those, if the filter says anything of it. Of a document with an
  /// array there, each of two conditions may hold for another element: so of its elements the
  /// ranges of one condition alone.
  std::optional<keys::Ranges> ranges = {}, element_ranges = {};

  /// The path after the pinned ones is the first of the order.
  bool sorted = false;

  /// At the pinned paths the filter and the index call the same values equal.
  bool exact = true;

  /// A whole unique key is pinned: there is one row at most.
  bool one_row() const;

  /// Whether documents with arrays have to be looked for in the elements table.
  bool has_elements() const { return index != nullptr && !index->elements.empty(); }

  /// The column after the pinned ones. REQUIRES: ranges or sorted.
  const std::string& next_column() const { return index->columns[pinned.size()]; }
};

/// By the index that the filter's terms name, where it serves; else by the best.
/// REQUIRES: the order compares as the filter does.
Plan plan_of(const catalog::CollectionEntry& collection, const match::Filter& filter,
             const read::Order& order);

/// "k1 = ? AND k2 >= ?": the columns of the plan's index that are pinned, and `range` of the next
/// one; "true" if there are neither.
Clause keys_in(const Plan& plan, const keys::Range* range);

/// "SELECT row FROM …": the rows whose arrays have keys of the plan. REQUIRES: has_elements().
Clause rows_of_elements(const Plan& plan);

/// The condition on the rows that the plan names: "k1 = ?", or
/// "row IN (SELECT row FROM … UNION ALL SELECT row FROM …)".
Clause condition_of(const Plan& plan, const catalog::CollectionEntry& collection);

}  // namespace profilestore::query
