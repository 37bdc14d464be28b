// CRC-64 with ECMA-182's polynomial, reflected: what mongodump and xz take.
#pragma once

#include <cstdint>
#include <string_view>

namespace profilestore::files {

/// Of `bytes` behind those whose checksum is `before`; of none it is 0.
std::uint64_t crc64(std::string_view bytes, std::uint64_t before = 0);

}  // namespace profilestore::files
