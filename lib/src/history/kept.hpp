// Documents of which it was decided that they survive their groups.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "history/merge_record.hpp"

namespace profilestore::history {

/// The encoded keys of their `_id`s: of those that were chosen, and those that others were merged
/// into by hand. Null if there are none.
std::shared_ptr<const std::set<std::string>> kept_ids(sqlite::Connection& connection,
                                                      std::int64_t collection,
                                                      const MergedByHand& merged);

}  // namespace profilestore::history
