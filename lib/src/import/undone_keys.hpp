// Single keys of an import, taken back.
#pragma once

#include <vector>

#include "import/taking_back.hpp"

namespace profilestore::importing {

/// Takes back what the import did under each of `keys`; not finished yet.
/// Throws InvalidInput as profilestore::undo does, for a key.
void undo_keys(TakingBack& taking, const std::vector<Value>& keys);

}  // namespace profilestore::importing
