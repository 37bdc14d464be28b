// The floor of an import with dedupe: two passes of one thread by simdjson and SQLite's own
// interface. It keeps no archive, no ledger and no digest, and refuses nothing.
#pragma once

#include <cstdint>
#include <filesystem>

namespace bench {

/// Makes a database at `store` of the best document of each userId in `source`, which must be lines
/// of Extended JSON: the one with most filled fields, then with the latest updatedAt. The first
/// pass keeps userId, rank and place of the best in a hash table; the second inserts those in the
/// order of the file, with SQLite's journal and syncs off, and then makes the unique index. Returns
/// how many. Throws std::exception.
std::int64_t two_passes(const std::filesystem::path& source, const std::filesystem::path& store);

}  // namespace bench
