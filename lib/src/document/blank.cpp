#include "document/blank.hpp"

#include <algorithm>
#include <array>

namespace profilestore::document {
namespace {

// Unicode's White_Space, and characters that nobody sees either, such as marks of direction.
constexpr std::array<std::string_view, 43> spaces{
    " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0", "\u00AD",
    "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
    "\u2008", "\u2009", "\u200A", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2028",
    "\u2029", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u202F", "\u205F", "\u2060",
    "\u2066", "\u2067", "\u2068", "\u2069", "\u3000", "\uFEFF", "\u180E"};

bool is_visible_ascii(char c) { return c > ' ' && c < 0x7F; }

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = [&](auto at_end) { return std::ranges::find_if(spaces, at_end); };
  const auto starts = [&](std::string_view space) { return text.starts_with(space); };
  const auto ends = [&](std::string_view space) { return text.ends_with(space); };
  while (!text.empty() && !is_visible_ascii(text.front())) {
    const auto space = first(starts);
    if (space == spaces.end()) break;
    text.remove_prefix(space->size());
  }
  while (!text.empty() && !is_visible_ascii(text.back())) {
    const auto space = first(ends);
    if (space == spaces.end()) break;
    text.remove_suffix(space->size());
  }
  return text;
}

}  // namespace profilestore::document
