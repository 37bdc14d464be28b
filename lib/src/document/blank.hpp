// White space at the ends of a text, as Unicode has it: a text of nothing else says nothing.
#pragma once

#include <string_view>

namespace profilestore::document {

/// `text` without the white space at its ends; what nobody sees counts as such: no-break and
/// zero-width spaces, soft hyphens, joiners, marks of direction, byte order marks.
std::string_view trimmed(std::string_view text);

/// Whether nothing but white space is in it.
inline bool is_blank(std::string_view text) { return trimmed(text).empty(); }

}  // namespace profilestore::document
