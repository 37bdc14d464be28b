#include "report/html.hpp"

#include <fmt/format.h>

namespace profilestore::cli {
namespace {

// The length in UTF-8 of U+202A–202E, U+2066–2069, U+200E/F or U+061C at the start, else 0: a value
// with one of these would reorder the text beside it.
std::size_t turning(std::string_view text) {
  const auto at = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  if (at(0) == 0xD8 && at(1) == 0x9C) return 2;
  if (at(0) != 0xE2) return 0;
  if (at(1) == 0x80 && (at(2) == 0x8E || at(2) == 0x8F || (at(2) >= 0xAA && at(2) <= 0xAE)))
    return 3;
  return at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9 ? 3 : 0;
}

unsigned code_point(std::string_view bytes) {
  unsigned code = static_cast<unsigned char>(bytes[0]) & (bytes.size() == 2 ? 0x1Fu : 0x0Fu);
  for (const char c : bytes.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  return code;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const std::size_t size = turning(text.substr(at)); size > 0) {
      html += fmt::format("\\u{{{:04x}}}", code_point(text.substr(at, size)));
      at += size - 1;
    } else if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '"') {
      html += "&quot;";
    } else if (c == '\'') {
      html += "&#39;";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      html += fmt::format("\\u{{{:04x}}}", static_cast<unsigned>(c));
    } else {
      html += c;
    }
  }
  return html;
}

std::string element(std::string_view name, std::string_view inner, std::string_view attributes) {
  return fmt::format("<{0}{1}{2}>{3}</{0}>", name, attributes.empty() ? "" : " ", attributes,
                     inner);
}

std::string text_element(std::string_view name, std::string_view text,
                         std::string_view attributes) {
  return element(name, escaped(text), attributes);
}

}  // namespace profilestore::cli
