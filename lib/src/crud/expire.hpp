// Documents that are deleted since their time has come: Index::expire_after.
#pragma once

#include <cstdint>

#include "store/core.hpp"

namespace profilestore::crud {

/// Deletes `most` of those that have expired, in one transaction, and returns how many. Nothing is
/// written if there are none.
std::int64_t expire(store::Core& core, std::int64_t most);

/// Some after a write, now and then. What fails is left for the next time.
void expire_a_few(store::Core& core);

/// The same when a store is opened.
void expire_at_open(store::Core& core);

}  // namespace profilestore::crud
