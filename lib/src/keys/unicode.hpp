// Unicode's forms of texts, by ICU. Texts that are all ASCII, which most keys are, do without it.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::keys {

// REQUIRES of all: `text` is valid UTF-8, and no larger than a document may be.

/// The form NFC.
std::string composed(std::string text);

/// Full case folding, alike in all languages.
std::string case_folded(std::string text);

/// Both: equal for texts that differ in case and in how their characters are composed.
std::string canonically_folded(std::string text);

/// Whether every byte is below 0x80.
bool is_ascii(std::string_view text);

}  // namespace profilestore::keys
