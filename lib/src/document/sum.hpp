// A 64-bit digest that tells whether bytes are what was written: against accidents, not against
// anyone who means harm. bytes.hpp has the digests that tell contents apart.
#pragma once

#include <cstdint>
#include <string_view>

namespace profilestore::document {

/// XXH3, of 64 bits. It stands on disk, in every row: do not change.
std::uint64_t sum_of(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace profilestore::document
