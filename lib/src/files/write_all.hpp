// Bytes to a place in a file, all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace profilestore::files {

/// Throws StorageFailure, DiskFull if there is no room, which begins with `doing`.
void write_all(int file, std::string_view bytes, std::uint64_t offset, const std::string& doing);

}  // namespace profilestore::files
