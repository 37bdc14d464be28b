#include "document/blank.hpp"

#include <algorithm>
#include <array>

namespace profilestore::document {
namespace {

// Unicode's White_Space, and two that nobody sees either: U+200B and U+FEFF.
constexpr std::array<std::string_view, 27> spaces{
    " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0", "\u1680",
    "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200A", "\u200B", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"};

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = [&](auto at_end) { return std::ranges::find_if(spaces, at_end); };
  const auto starts = [&](std::string_view space) { return text.starts_with(space); };
  const auto ends = [&](std::string_view space) { return text.ends_with(space); };
  for (auto space = first(starts); space != spaces.end(); space = first(starts))
    text.remove_prefix(space->size());
  for (auto space = first(ends); space != spaces.end(); space = first(ends))
    text.remove_suffix(space->size());
  return text;
}

}  // namespace profilestore::document
