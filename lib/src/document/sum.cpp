#include "document/sum.hpp"

// The functions themselves, not their declarations: nothing more to link, for the applications
// neither, and a call costs less.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace profilestore::document {

std::uint64_t sum_of(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace profilestore::document
