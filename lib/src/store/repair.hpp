// Mends what a check finds: the documents are what counts, and all else is made from them.
#pragma once

#include <profilestore/store.hpp>

#include "store/turn.hpp"

namespace profilestore::store {

/// What Store::repair does, inside `turn`, which is to be committed then.
CheckReport repair(Turn& turn);

}  // namespace profilestore::store
