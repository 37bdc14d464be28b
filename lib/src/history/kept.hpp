// Documents of which it was decided that they survive their groups.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

/// The encoded keys of their `_id`s: of those that were chosen, and those that others were merged
/// into by hand. Null if there are none.
std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      const catalog::CollectionEntry& collection);

}  // namespace profilestore::history
