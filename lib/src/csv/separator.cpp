#include "csv/separator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

namespace profilestore::csv {
namespace {

struct Named {
  char separator;
  std::string_view name;
};

constexpr std::array separators{Named{',', "comma"}, Named{';', "semicolon"}, Named{'\t', "tab"},
                                Named{'|', "pipe"}};

bool separates_values(char c) { return (c == '\t' || (c >= ' ' && c <= '~')) && c != '"'; }

}  // namespace

char separator_of(const std::string& text) {
  for (const Named& one : separators)
    if (text == one.name) return one.separator;
  if (text == "\\t") return '\t';
  if (text.size() == 1 && separates_values(text.front())) return text.front();
  throw InvalidInput(2, fmt::format("delimiter '{}': give one character of ASCII that is no quote, "
                                    "or comma, semicolon, tab or pipe",
                                    text));
}

std::string name_of_separator(char separator) {
  for (const Named& one : separators)
    if (separator == one.separator) return std::string(one.name);
  return fmt::format("'{}'", separator);
}

std::optional<SeparatorLine> separator_line(std::string_view text) {
  const bool quoted = text.starts_with('"');
  const std::size_t at = quoted ? 1 : 0;
  std::string word(text.substr(at, 4));
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (word != "sep=" || text.size() <= at + 4 || !separates_values(text[at + 4]))
    return std::nullopt;
  const std::size_t end = at + 5 + (quoted ? 1 : 0);
  if (quoted && (end > text.size() || text[end - 1] != '"')) return std::nullopt;
  if (end < text.size() && text[end] != '\r' && text[end] != '\n') return std::nullopt;
  return SeparatorLine{text[at + 4], end};
}

void check_separator(const std::vector<std::string>& values, const Style& style) {
  char most = style.separator;
  std::size_t greatest = values.size() - 1;
  for (const Named& one : separators) {
    std::size_t count = 0;
    for (const std::string& value : values)
      count += static_cast<std::size_t>(std::ranges::count(value, one.separator));
    if (one.separator == style.separator || count <= greatest) continue;
    most = one.separator;
    greatest = count;
  }
  if (most == style.separator) return;
  const std::string other = name_of_separator(most), own = name_of_separator(style.separator);
  const auto counted = [](std::size_t count, const std::string& noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  throw InvalidInput(2, fmt::format("with {}s between values it has {}, but {} in them: give "
                                    "--delimiter {}{}; or --delimiter {}, if that is right",
                                    own, counted(values.size(), "value"), counted(greatest, other),
                                    other, style.quotes ? "" : " and --type csv", own));
}

}  // namespace profilestore::csv
