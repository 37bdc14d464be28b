// The one way to spell an identifier in SQL.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::sqlite {

/// `name` as a quoted SQL identifier. REQUIRES: no NUL in it.
inline std::string identifier(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

}  // namespace profilestore::sqlite
