#include "files/noise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "files/unpack.hpp"

namespace profilestore::files {

bool is_noise(std::string_view bytes) {
  constexpr std::size_t sample = 64 << 10, expected = sample / 256;
  if (bytes.size() < sample || is_packed(bytes)) return false;
  std::array<std::size_t, 256> counts{};
  for (const char c : bytes.substr(0, sample)) ++counts[static_cast<unsigned char>(c)];
  // Random bytes stay within 8 standard deviations, which are 16 here.
  return std::ranges::all_of(counts, [](std::size_t count) {
    return count > expected / 2 && count < expected + expected / 2;
  });
}

}  // namespace profilestore::files
