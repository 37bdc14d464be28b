// Whether a store is what it should be.
#pragma once

#include <profilestore/store.hpp>

#include "store/core.hpp"

namespace profilestore::store {

CheckReport check(Reader& reader);

}  // namespace profilestore::store
