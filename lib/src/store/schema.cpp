// Changes to the catalog: new collections, new indexes.
#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/path.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/catalog.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

constexpr std::size_t most_paths = 32;  // MongoDB's bound too

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

bool taken(sqlite::Connection& connection, const std::string& table) {
  // SQLite folds ASCII case in the names of tables; lower() does the same.
  Query found(connection, "SELECT 1 FROM sqlite_schema WHERE lower(name) = ?1");
  const std::string lower = lower_ascii(table);
  found.bind(1, lower);
  return found.step();
}

// At most `longest` bytes of valid UTF-8, cut between two characters.
std::string_view cut(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80) --longest;
  return text.substr(0, longest);
}

// The table bears the collection's name where it can, for those who look with the sqlite3 shell.
std::string free_table_name(sqlite::Connection& connection, std::string_view collection) {
  const std::string lower = lower_ascii(collection);
  const bool reserved = lower.starts_with("sqlite_") || lower.starts_with("ps_");
  const std::string wanted = fmt::format("{}{}", reserved ? "c_" : "", cut(collection, 100));
  std::string name = wanted;
  for (int n = 2; taken(connection, name); ++n) name = fmt::format("{}~{}", wanted, n);
  return name;
}

std::string json_of(const std::vector<std::string>& strings) { return Value(strings).dump(); }

int next_column(const CollectionEntry& collection) {
  int next = 1;
  for (const std::string& column : collection.columns())
    next = std::max(next, std::stoi(column.substr(1)) + 1);
  return next;
}

bool is_utf8(std::string_view text) {
  try {
    (void)Value(std::string(text)).dump();
    return true;
  } catch (const Value::type_error&) {
    return false;
  }
}

void check_path(const std::string& text) {
  if (!is_utf8(text)) throw InvalidInput(67, "an index path is not valid UTF-8");
  if (text.find('\0') != std::string::npos) throw InvalidInput(67, "an index path holds a NUL");
  const document::Path path(text);
  if (path.has_empty_segment())
    throw InvalidInput(67, fmt::format("the index path '{}' has an empty segment", text));
  for (const std::string& segment : path.segments())
    if (segment.front() == '$')
      throw InvalidInput(67,
                         fmt::format("the index path '{}' has a segment that begins with $", text));
}

}  // namespace

void check_name(std::string_view name) {
  if (name.empty()) throw InvalidInput(73, "the name of a collection is empty");
  if (name.find('\0') != std::string_view::npos)
    throw InvalidInput(73, "the name of a collection holds a NUL");
  if (!is_utf8(name)) throw InvalidInput(73, "the name of a collection is not valid UTF-8");
}

void check_rule(const UniqueIndex& index) {
  if (index.paths.size() == 0) throw InvalidInput(67, "a unique index needs a path");
  if (index.paths.size() > most_paths)
    throw InvalidInput(67, fmt::format("a unique index takes at most {} paths", most_paths));
  for (const std::string& path : index.paths) check_path(path);
  for (std::size_t i = 0; i < index.paths.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (index.paths[i] == index.paths[j])
        throw InvalidInput(67,
                           fmt::format("the path '{}' stands twice in an index", index.paths[i]));
  if (index.name.find('\0') != std::string::npos || index.name == "*" || !is_utf8(index.name))
    throw InvalidInput(67, "that is no name for an index");
}

CollectionEntry create_collection(sqlite::Connection& connection, std::string_view name,
                                  bool timestamps) {
  check_name(name);
  CollectionEntry entry;
  entry.name = name;
  entry.table = free_table_name(connection, name);
  entry.timestamps = timestamps;
  Query record(connection,
               "INSERT INTO ps_collections (name, table_name, timestamps) VALUES (?1, ?2, ?3) "
               "RETURNING id");
  record.bind(1, entry.name).bind(2, entry.table).bind(3, timestamps ? 1 : 0);
  record.step();
  entry.id = record.integer(0);
  record.run();
  connection.execute(
      fmt::format("CREATE TABLE {} (row INTEGER PRIMARY KEY, doc TEXT NOT NULL, origin BLOB)",
                  identifier(entry.table))
          .c_str());
  entry.indexes.push_back(add_index_columns(connection, entry, id_index()));
  return entry;
}

IndexEntry add_index_columns(sqlite::Connection& connection, const CollectionEntry& collection,
                             const UniqueIndex& index) {
  IndexEntry entry{keys::Index(index), {}};
  int column = next_column(collection);
  for (std::size_t i = 0; i < index.paths.size(); ++i) {
    entry.columns.push_back(fmt::format("k{}", column++));
    connection.execute(fmt::format("ALTER TABLE {} ADD COLUMN {}", identifier(collection.table),
                                   identifier(entry.columns.back()))
                           .c_str());
  }
  Query record(connection,
               "INSERT INTO ps_indexes (collection, name, paths, missing, columns) "
               "VALUES (?1, ?2, ?3, ?4, ?5)");
  const std::string paths = json_of({index.paths.begin(), index.paths.end()});
  const std::string columns = json_of(entry.columns);
  record.bind(1, collection.id).bind(2, entry.index.name()).bind(3, paths);
  record.bind(4, name_of(index.missing)).bind(5, columns).run();
  return entry;
}

bool create_sqlite_index(sqlite::Connection& connection, const CollectionEntry& collection,
                         const IndexEntry& index) {
  std::string columns;
  for (const std::string& column : index.columns)
    columns += (columns.empty() ? "" : ", ") + identifier(column);
  const std::string wanted = fmt::format("{}.{}", collection.table, cut(index.index.name(), 100));
  std::string name = wanted;
  for (int n = 2; taken(connection, name); ++n) name = fmt::format("{}~{}", wanted, n);
  Query create(connection, fmt::format("CREATE UNIQUE INDEX {} ON {} ({})", identifier(name),
                                       identifier(collection.table), columns));
  return !sqlite::is_unique_violation(create.try_step());
}

}  // namespace profilestore::store
