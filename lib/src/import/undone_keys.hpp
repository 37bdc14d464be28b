// Single keys of an import, taken back; and what the store remembers of it: ps_undone_keys.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "document/bytes.hpp"
#include "import/taking_back.hpp"

namespace profilestore::importing {

/// Takes back what the import did under each of `keys`; not finished yet.
/// Throws InvalidInput as profilestore::undo does, for a key.
void undo_keys(TakingBack& taking, const std::vector<Value>& keys);

/// What is known of the keys of an import that were taken back.
struct UndoneKeys {
  std::int64_t removed = 0;             ///< documents that it had made
  std::set<document::Digest> contents;  ///< of the documents of its sources that are gone
};
UndoneKeys undone_keys(sqlite::Connection& connection, std::int64_t import);

}  // namespace profilestore::importing
