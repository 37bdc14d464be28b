#include "extjson/normal_fields.hpp"

namespace profilestore::extjson {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Each of the three: one past what begins at `at`, or npos if the text ends before.

std::size_t after_string(std::string_view text, std::size_t at) {
  for (std::size_t quote = text.find('"', at + 1); quote != npos;
       quote = text.find('"', quote + 1)) {
    std::size_t slashes = quote;
    while (text[slashes - 1] == '\\') --slashes;
    if ((quote - slashes) % 2 == 0) return quote + 1;
  }
  return npos;
}

std::size_t after_container(std::string_view text, std::size_t at) {
  for (std::size_t depth = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      const std::size_t after = after_string(text, at);
      if (after == npos) return npos;
      at = after - 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return npos;
}

std::size_t after_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return npos;
  if (text[at] == '"') return after_string(text, at);
  if (text[at] == '{' || text[at] == '[') return after_container(text, at);
  while (at < text.size() && text[at] != ',' && text[at] != '}') ++at;
  return at;
}

}  // namespace

std::optional<FieldText> next_field(std::string_view normal, std::size_t& at) {
  const std::size_t begin = at + 1;  // past the brace, or the comma
  if (begin >= normal.size() || normal[begin] != '"') return std::nullopt;
  const std::size_t colon = after_string(normal, begin);
  if (colon == npos) return std::nullopt;
  const std::size_t end = after_value(normal, colon + 1);
  if (end == npos) return std::nullopt;
  at = end;
  return FieldText{normal.substr(begin, end - begin), normal.substr(begin + 1, colon - begin - 2),
                   normal.substr(colon + 1, end - colon - 1)};
}

}  // namespace profilestore::extjson
