// Mends what a check finds: the documents are what counts, and all else is made from them.
#pragma once

#include <profilestore/store.hpp>

#include "store/write_transaction.hpp"

namespace profilestore::integrity {

/// What Store::repair does, inside `write`, which is to be committed then.
CheckReport repair(store::WriteTransaction& write);

}  // namespace profilestore::integrity
