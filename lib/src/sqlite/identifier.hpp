// The one way to spell an identifier in SQL.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::sqlite {

/// `name` as a quoted SQL identifier, at the end of `sql`. REQUIRES: no NUL in it.
inline void append_identifier(std::string& sql, std::string_view name) {
  sql += '"';
  for (std::size_t quote; (quote = name.find('"')) != name.npos; name.remove_prefix(quote + 1))
    sql.append(name.substr(0, quote + 1)).append(1, '"');
  sql.append(name).append(1, '"');
}

/// The same, alone.
inline std::string identifier(std::string_view name) {
  std::string text;
  append_identifier(text, name);
  return text;
}

}  // namespace profilestore::sqlite
