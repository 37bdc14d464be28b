// What can be said of an update of a collection's documents before any of them is known.
#pragma once

#include <optional>
#include <vector>

#include "catalog/catalog.hpp"
#include "query/filters.hpp"
#include "splicing/parts.hpp"
#include "update/update.hpp"

namespace profilestore::crud {

struct UpdatePlan {
  /// The key columns that are to be set: those that the update can change. To set one, even to what
  /// it was, makes SQLite rewrite its index entry, and halves the speed.
  std::vector<bool> columns;
  bool touches_keys = false;  ///< there is one

  /// All that is looked at and written of a document that is there; nothing: all of it may be.
  std::optional<splicing::Part> parts = {};
};

UpdatePlan plan_of(const catalog::CollectionEntry& collection, const query::Filters& filters,
                   const update::Update& update);

}  // namespace profilestore::crud
