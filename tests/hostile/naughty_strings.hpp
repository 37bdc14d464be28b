// Texts that have broken one program or another: what has a meaning in SQL, in JSON paths, in
// MongoDB's language, for a terminal, a file system or Unicode.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hostile {

/// The first are always the same, the rest is combined from them by chance.
std::vector<std::string> naughty_strings(std::size_t count, std::uint64_t seed);

}  // namespace hostile
