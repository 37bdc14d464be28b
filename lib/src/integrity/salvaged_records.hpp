// What a damaged store has recorded beside its documents: imports with what they set aside,
// decisions, the application's migrations.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "integrity/damaged_store.hpp"

namespace profilestore::integrity {

/// Takes the records whose sums are right into the new store, and returns what is missing of them:
/// "ps_archive: 2 rows are damaged". `collections`: the number that a collection had, and the one
/// that it has now; those of dropped ones get others. REQUIRES: a transaction of `to`.
std::vector<std::string> take_records(DamagedStore& from, sqlite::Connection& to,
                                      std::map<std::int64_t, std::int64_t> collections);

}  // namespace profilestore::integrity
