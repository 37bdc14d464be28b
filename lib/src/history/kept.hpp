// Documents of which it was decided that they survive their groups.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "sqlite/connection.hpp"

namespace profilestore::history {

/// The encoded keys of their `_id`s, of a collection by its id; null if there are none.
std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      std::int64_t collection);

}  // namespace profilestore::history
