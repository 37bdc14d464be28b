// Where the characters of a text are, and its letters. Texts are UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace profilestore::document {

/// Whether a byte goes on with a character that began before it.
inline bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The number of code points.
std::size_t code_points(std::string_view text);

/// The byte at which the code point `index` begins; the size of the text if it has fewer.
std::size_t byte_of_code_point(std::string_view text, std::size_t index);

/// ASCII's letters alone. MongoDB: $toLower, $toUpper and $strcasecmp know no others.
std::string ascii_lower(std::string text);
std::string ascii_upper(std::string text);

}  // namespace profilestore::document
