#include "sqlite/foreign_schema.hpp"

#include <fmt/format.h>

#include <functional>
#include <profilestore/error.hpp>
#include <set>
#include <string>
#include <vector>

#include "sqlite/query.hpp"

namespace profilestore::sqlite {
namespace {

constexpr std::size_t longest_name = 60;

constexpr auto all_objects =
    "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid";

constexpr auto tables_of_collections = "SELECT table_name FROM ps_collections ORDER BY id";

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

// SQLite compares the names of tables so.
std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

struct Object {
  std::string type, name, table;
};

// Those with an expression. Refused before any table is read: a virtual one would run code.
std::vector<Object> with_expressions(Connection& connection) {
  std::vector<Object> found;
  Query objects(connection, all_objects);
  while (objects.step()) {
    const std::string_view type = objects.text(0), name = objects.text(1);
    const bool is_table = type == "table";
    for (const std::string_view named : {name, objects.text(2)})
      if (named.find('\0') != named.npos) refuse(connection, type, name, " with a NUL in a name");
    if (is_table && objects.integer(3) == 0) refuse(connection, "virtual table", name, "");
    if (!is_table && type != "index") refuse(connection, type, name, "");
    if (!objects.is_null(4) && has_expression(objects.text(4)))
      found.push_back({std::string(type), std::string(name), lower(objects.text(2))});
  }
  return found;
}

}  // namespace

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

// Only our own tables may have expressions: not those of collections, nor any index on them.
void refuse_foreign_schema(Connection& connection) {
  const auto objects = with_expressions(connection);
  std::set<std::string, std::less<>> collections;
  for (Query names(connection, tables_of_collections); names.step();)
    collections.insert(lower(names.text(0)));
  for (const Object& object : objects)
    if (collections.contains(object.table))
      refuse(connection, object.type, object.name, " with an expression");
}

}  // namespace profilestore::sqlite
