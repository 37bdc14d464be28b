// What a process does that is started for the sake of its memory.
#pragma once

#include <filesystem>
#include <string>

namespace bench {

/// "open" a store, "read" of it, "scan" it, "import" an export, or do `number` "upserts"; prints
/// two figures in bytes, for "import" the peak and the number of keys. Throws std::exception.
int run_alone(const std::string& what, const std::filesystem::path& file, int number);

}  // namespace bench
