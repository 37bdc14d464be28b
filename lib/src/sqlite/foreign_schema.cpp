#include "sqlite/foreign_schema.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>

#include "sqlite/query.hpp"

namespace profilestore::sqlite {
namespace {

constexpr std::size_t longest_name = 60;

constexpr auto foreign_objects =
    "SELECT iif(type = 'table', 'virtual table', type), name FROM sqlite_schema "
    "WHERE type IN ('trigger', 'view') OR (type = 'table' AND rootpage = 0) "
    "OR type NOT IN ('table', 'index') ORDER BY rowid LIMIT 1";

// What may have expressions: the tables of collections, and all indexes on them.
constexpr auto own_objects =
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN "
    "(SELECT table_name FROM ps_collections) ORDER BY rowid";

// Of whoever made the file: nothing in it may act on a terminal.
std::string shown(std::string_view name) {
  std::string text;
  for (const char c : name.substr(0, longest_name))
    text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return text;
}

[[noreturn]] void refuse(Connection& connection, std::string_view kind, std::string_view name,
                         std::string_view what) {
  throw NotAStore(
      fmt::format("{}: the store was not opened, nor changed: its schema has the {} '{}'{}, which "
                  "this library never makes, and which could change or forge what is read and "
                  "written. Another program put it there: remove it from a copy by the sqlite3 "
                  "shell, and open that, or restore a backup",
                  connection.place(), kind, shown(name), what),
      0);
}

/// Whether a CREATE statement has more than a list of names: a second parenthesis, or anything
/// behind the list. DEFAULT and GENERATED need none for constants, and COLLATE has none.
bool has_expression(std::string_view sql) {
  int open = 0, lists = 0;
  char quote = 0;
  for (const char c : sql) {
    if (quote != 0) {
      if (c == quote) quote = 0;  // a doubled one closes and opens again
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (c == '(') {
      ++lists;
      if (++open > 1) return true;
    } else if (c == ')') {
      --open;
    } else if (open == 0 && lists > 0 && c != ' ') {
      return true;
    }
  }
  return lists != 1;
}

}  // namespace

void refuse_foreign_schema(Connection& connection) {
  Query foreign(connection, foreign_objects);
  if (foreign.step()) refuse(connection, foreign.text(0), foreign.text(1), "");
  Query own(connection, own_objects);
  while (own.step())
    if (has_expression(own.text(2)))
      refuse(connection, own.text(0), own.text(1), " with an expression");
}

}  // namespace profilestore::sqlite
