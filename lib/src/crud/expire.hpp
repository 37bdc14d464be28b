// Documents that are deleted since their time has come: Index::expire_after.
#pragma once

#include <cstdint>

#include "store/core.hpp"

namespace profilestore::crud {

/// What became of documents that have expired: deleted, or passed over since they are damaged.
struct Expired {
  std::int64_t removed = 0, passed = 0;
};

/// Deletes `most` of those that have expired and are not in `passed`, in one transaction; adds
/// those that it passes over. Nothing is written if there are none.
Expired expire(store::Core& core, std::int64_t most, store::PassedRows& passed);

/// Some after a write, now and then. What fails is left for the next time.
void expire_a_few(store::Core& core);

/// The same when a store is opened.
void expire_at_open(store::Core& core);

}  // namespace profilestore::crud
