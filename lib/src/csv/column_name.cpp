#include "csv/column_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

namespace profilestore::csv {
namespace {

constexpr std::size_t deepest = 100;  // as deep as documents may be
constexpr std::size_t most_digits = 6;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// As an array's index is written.
bool is_index(std::string_view text) {
  return !text.empty() && text.size() <= most_digits && (text == "0" || text.front() != '0') &&
         text.find_first_not_of("0123456789") == text.npos;
}

// Where the indices at the end of a segment begin: 1 in "a[0][1]".
std::size_t indices_of(std::string_view segment) {
  std::size_t begin = segment.size();
  while (begin > 0 && segment[begin - 1] == ']') {
    const std::size_t open = segment.rfind('[', begin - 1);
    if (open == segment.npos || open == 0 || !is_index(segment.substr(open + 1, begin - open - 2)))
      break;
    begin = open;
  }
  return begin;
}

}  // namespace

std::optional<TypedName> typed_name(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  for (std::size_t open = text.rfind('('); open != std::string_view::npos && open > 0;
       open = text.rfind('(', open - 1)) {
    std::size_t begin = open;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    if (begin == open || begin == 0 || text[begin - 1] != '.') continue;
    return TypedName{text.substr(0, begin - 1), text.substr(begin, open - begin),
                     text.substr(open + 1, text.size() - open - 2)};
  }
  return std::nullopt;
}

std::vector<NamePart> parts_of(std::string_view name, bool arrays) {
  std::vector<NamePart> parts;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    const std::string_view segment = name.substr(at, end - at);
    std::size_t index = arrays ? indices_of(segment) : segment.size();
    parts.push_back({segment.substr(0, index), at + index});
    while (index < segment.size()) {
      const std::size_t close = segment.find(']', index);
      parts.push_back({segment.substr(index + 1, close - index - 1), at + close + 1, true});
      index = close + 1;
    }
    at = end + 1;
  }
  return parts;
}

void check_name(const std::string& name, bool arrays) {
  const auto parts = parts_of(name, arrays);
  if (std::ranges::any_of(parts, [](const NamePart& part) { return part.text.empty(); }))
    throw InvalidInput(2,
                       fmt::format("the column '{}': its name, or a part of it, is empty", name));
  if (std::ranges::any_of(parts, [](const NamePart& part) { return part.text.starts_with('$'); }))
    throw InvalidInput(2, fmt::format("the column '{}': a field name cannot begin with $", name));
  if (parts.size() > deepest)
    throw InvalidInput(2, fmt::format("a column's name has more than {} parts", deepest));
  const std::size_t cr = name.find('\r');
  if (cr != name.npos && name.substr(cr + 1, 1) != "\n")
    throw InvalidInput(2,
                       "a carriage return is in the name of a column: some lines of the file end "
                       "with it and some with a line feed; make all of them end alike");
}

}  // namespace profilestore::csv
