// A write of a document that met another's key: noted as an event of the turn, then thrown. Every
// DuplicateKey of a write passes here; that of a new index does not.
#pragma once

#include <string>

#include "store/rows.hpp"
#include "store/turn.hpp"

namespace profilestore::store {

/// Throws the DuplicateKey of a write of `document`.
[[noreturn]] void refuse_duplicate(Turn& turn, const std::string& database,
                                   const CollectionEntry& collection, const Document& document,
                                   const Clash& clash);

/// The same of a write that SQLite refused: of `document`, whose keys are `keys`, in row `own`.
[[noreturn]] void refuse_duplicate(Turn& turn, const std::string& database,
                                   const CollectionEntry& collection, const Document& document,
                                   const DocumentKeys& keys, std::int64_t own);

}  // namespace profilestore::store
