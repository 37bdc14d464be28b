#include "sqlite/foreign_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
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

constexpr int elements_since = 2;  // the migration that has made the column
constexpr auto tables_of_elements = "SELECT elements FROM ps_indexes WHERE elements IS NOT NULL";

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

// Those with more than a list of names. Refused before any table is read: a virtual one would run
// code.
std::vector<Object> with_more(Connection& connection) {
  std::vector<Object> found;
  Query objects(connection, all_objects);
  while (objects.step()) {
    const std::string_view type = objects.text(0), name = objects.text(1);
    const bool is_table = type == "table";
    for (const std::string_view named : {name, objects.text(2)})
      if (named.find('\0') != named.npos) refuse(connection, type, name, " with a NUL in a name");
    if (is_table && objects.integer(3) == 0) refuse(connection, "virtual table", name, "");
    if (!is_table && type != "index") refuse(connection, type, name, "");
    if (!objects.is_null(4) && !is_plain(objects.text(4)))
      found.push_back({std::string(type), std::string(name), lower(objects.text(2))});
  }
  return found;
}

/// The words, names and marks of a statement.
class Tokens {
 public:
  explicit Tokens(std::string_view sql) : rest_(sql) { next(); }

  /// In lower case; of a quoted name the name, in quotes. Empty: the end, or what no statement of
  /// ours has, as a comment.
  const std::string& now() const { return now_; }
  bool is_end() const { return now_.empty() && rest_.empty(); }

  bool take(std::string_view word) {
    if (now_ != word) return false;
    next();
    return true;
  }

  bool take_name() {
    if (now_.empty() || (now_[0] != '"' && !in_word(now_[0]))) return false;
    next();
    return true;
  }

 private:
  static bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
  }

  void next() {
    now_.clear();
    while (!rest_.empty() && std::string_view(" \t\n\r").find(rest_[0]) != rest_.npos)
      rest_.remove_prefix(1);
    if (rest_.empty()) return;
    if (rest_[0] == '"') return take_quoted();
    std::size_t size = 0;
    while (size < rest_.size() && in_word(rest_[size])) ++size;
    if (size == 0 && std::string_view("(),").find(rest_[0]) == rest_.npos) return;
    now_ = lower(rest_.substr(0, std::max<std::size_t>(size, 1)));
    rest_.remove_prefix(now_.size());
  }

  // A doubled quote is one of the name. Without an end it is nothing of ours.
  void take_quoted() {
    std::size_t end = rest_.find('"', 1);
    while (end != rest_.npos && rest_.substr(end).starts_with("\"\""))
      end = rest_.find('"', end + 2);
    if (end == rest_.npos) return;
    now_ = lower(rest_.substr(0, end + 1));
    rest_.remove_prefix(end + 1);
  }

  std::string_view rest_;
  std::string now_;
};

// What may stand behind the name of a column, which is in quotes or not.
bool is_plain_column(Tokens& tokens) {
  std::string name = tokens.now();
  if (!tokens.take_name()) return false;
  if (name.front() == '"') name = name.substr(1, name.size() - 2);
  std::string rest;
  while (tokens.now() != "," && tokens.now() != ")" && !tokens.now().empty()) {
    rest += " " + tokens.now();
    tokens.take(tokens.now());
  }
  static constexpr std::string_view typed[] = {"row integer primary key", "row integer not null",
                                               "doc text not null", "origin blob", "sum integer"};
  const auto begins = [&](std::string_view column) { return column.starts_with(name + " "); };
  if (rest.empty()) return std::none_of(std::begin(typed), std::end(typed), begins);
  return std::find(std::begin(typed), std::end(typed), name + rest) != std::end(typed);
}

bool is_plain_key(Tokens& tokens) {
  if (!tokens.take_name()) return false;
  if (!tokens.take("asc")) tokens.take("desc");
  return true;
}

std::set<std::string, std::less<>> tables_of_documents(Connection& connection) {
  std::set<std::string, std::less<>> tables;
  for (Query names(connection, tables_of_collections); names.step();)
    tables.insert(lower(names.text(0)));
  if (connection.number("PRAGMA user_version") < elements_since) return tables;
  for (Query names(connection, tables_of_elements); names.step();)
    tables.insert(lower(names.text(0)));
  return tables;
}

}  // namespace

bool is_plain(std::string_view sql) {
  Tokens tokens(sql);
  if (!tokens.take("create")) return false;
  const bool unique = tokens.take("unique"), is_table = !unique && tokens.take("table");
  if (!is_table && !tokens.take("index")) return false;
  if (!tokens.take_name()) return false;
  if (!is_table && (!tokens.take("on") || !tokens.take_name())) return false;
  if (!tokens.take("(")) return false;
  do {
    if (!(is_table ? is_plain_column(tokens) : is_plain_key(tokens))) return false;
  } while (tokens.take(","));
  return tokens.take(")") && tokens.is_end();
}

// Only our own tables may have more: not those of collections, nor any index on them.
void refuse_foreign_schema(Connection& connection) {
  const auto objects = with_more(connection);
  const auto tables = tables_of_documents(connection);
  for (const Object& object : objects)
    if (tables.contains(object.table))
      refuse(connection, object.type, object.name, " with an expression or a clause");
}

}  // namespace profilestore::sqlite
