// The plan of an import: an outcome for each candidate, from what was staged and what the store
// has.
#pragma once

#include <profilestore/import.hpp>
#include <vector>

#include "planning/store_view.hpp"
#include "staging/chunk.hpp"

namespace profilestore::planning {

/// Gives every candidate its outcome, and the rows of those that stay. The candidates come out in
/// the order of the sources again.
void plan(staging::Stage& stage, const std::vector<sources::Source>& sources,
          const staging::ImportSchema& schema, StoreView& store);

/// The counts of a planned stage.
Ledger ledger_of(const staging::Stage& stage);

}  // namespace profilestore::planning
