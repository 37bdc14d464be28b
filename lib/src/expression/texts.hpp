// Strings as operators take them: what counts as one, and where its characters are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "expression/node.hpp"

namespace profilestore::expression {

/// MongoDB's coercion to a string, of $toLower, $toUpper, $strcasecmp and $substr: "" of what is
/// nullish, numbers and dates as text. Throws InvalidExpression (16007) for other types.
std::string coerced_text(const Result& value, const std::string& op);

/// The text of a number that is no date, as $toString has it. REQUIRES: it is a number.
std::string text_of_number(const Value& number);

/// Whether a byte goes on with a character that began before it.
inline bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The number of code points.
std::size_t code_points(std::string_view text);

/// The byte at which the code point `index` begins; the size of the text if it has fewer.
std::size_t byte_of_code_point(std::string_view text, std::size_t index);

/// ASCII's letters alone. MongoDB: $toLower, $toUpper and $strcasecmp know no others.
std::string ascii_lower(std::string text);
std::string ascii_upper(std::string text);

}  // namespace profilestore::expression
