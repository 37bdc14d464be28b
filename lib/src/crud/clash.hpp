// A write of a document that met another's key: noted as an event of the write transaction, then
// thrown. Every DuplicateKey of a write passes here; that of a new index does not.
#pragma once

#include <string>

#include "catalog/rows.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::crud {

/// Throws the DuplicateKey of a write of `document`.
[[noreturn]] void refuse_duplicate(store::WriteTransaction& write, const std::string& database,
                                   const catalog::CollectionEntry& collection,
                                   const Document& document, const catalog::Clash& clash);

/// The same of a write that SQLite refused: of `document`, whose keys are `keys`, in row `own`.
[[noreturn]] void refuse_duplicate(store::WriteTransaction& write, const std::string& database,
                                   const catalog::CollectionEntry& collection,
                                   const Document& document, const catalog::DocumentKeys& keys,
                                   std::int64_t own);

}  // namespace profilestore::crud
