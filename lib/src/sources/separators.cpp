#include "sources/separators.hpp"

#include <algorithm>

namespace profilestore::sources {
namespace {

// What stands between two documents of JSON is read off its front, until nothing is left.
bool separates_json(std::string_view gap) {
  while (!gap.empty()) {
    std::size_t length = 0;
    if (std::string_view(" \t\r\n,[]").find(gap.front()) != std::string_view::npos)
      length = 1;
    else if (gap.starts_with("\xEF\xBB\xBF"))
      length = 3;
    else if (gap.starts_with("//") || gap.front() == '#')
      length = std::min(gap.find('\r'), std::min(gap.find('\n'), gap.size()));
    else if (gap.starts_with("/*") && gap.find("*/", 2) != std::string_view::npos)
      length = gap.find("*/", 2) + 2;
    if (length == 0) return false;
    gap.remove_prefix(length);
  }
  return true;
}

}  // namespace

bool separates(const Source& source, std::uint64_t from, std::uint64_t to) {
  if (to <= from) return true;
  std::string_view gap = source.bytes().substr(from, to - from);
  if (source.format() == Format::json) {
    const auto [begin, end] = source.body();
    if (source.is_map() && from == begin) gap.remove_prefix(1);
    if (source.is_map() && to == end && !gap.empty()) gap.remove_suffix(1);
    return separates_json(gap);
  }
  if (from == 0 && gap.starts_with("\xEF\xBB\xBF")) gap.remove_prefix(3);
  if (const std::string_view header = source.header_bytes(); from == 0 && !header.empty()) {
    // A carriage return may belong to the header.
    const auto at = gap.find(header);
    if (at != std::string_view::npos && gap.substr(0, at).find_first_not_of("\r\n") == gap.npos)
      gap.remove_prefix(at + header.size());
  }
  return gap.find_first_not_of(source.format() == Format::csv ? "\r\n" : "") ==
         std::string_view::npos;
}

}  // namespace profilestore::sources
