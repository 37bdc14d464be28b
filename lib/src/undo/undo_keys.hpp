// Single keys of an import, undone.
#pragma once

#include <vector>

#include "undo/document_undo.hpp"

namespace profilestore::undoing {

/// Undoes what the import did under each of `keys`; not finished yet.
/// Throws InvalidInput as profilestore::undo_import does, for a key.
void undo_keys(DocumentUndo& undo, const std::vector<Value>& keys);

}  // namespace profilestore::undoing
