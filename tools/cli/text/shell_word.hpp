// Text as one word of a shell's command line.
#pragma once

#include <string>

namespace profilestore::cli {

/// Quotes text so that a shell takes it as one word; leaves it alone where that is not needed.
std::string shell_word(const std::string& text);

}  // namespace profilestore::cli
