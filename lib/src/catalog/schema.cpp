// Changes to the catalog: collections and indexes made and dropped.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/catalog.hpp"
#include "catalog/condition.hpp"
#include "catalog/expiry.hpp"
#include "catalog/rows.hpp"
#include "document/path.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {
namespace {

using sqlite::identifier;
using sqlite::Query;

// MongoDB's bounds and numbers.
constexpr std::size_t most_paths = 32, most_indexes = 64;
constexpr int bad_value = 2, too_many_paths = 13103;

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

std::string free_name(sqlite::Connection& connection, const std::string& wanted) {
  std::string name = wanted;
  for (int n = 2; taken(connection, name); ++n) name = fmt::format("{}~{}", wanted, n);
  return name;
}

// The table bears the collection's name where it can, for those who look with the sqlite3 shell.
std::string free_table_name(sqlite::Connection& connection, std::string_view collection) {
  const std::string lower = lower_ascii(collection);
  // The last are SQLite's table-valued functions, which a table of the name would hide.
  const bool reserved = lower.starts_with("sqlite_") || lower.starts_with("ps_") ||
                        lower.starts_with("pragma_") || lower.starts_with("json_");
  return free_name(connection, fmt::format("{}{}", reserved ? "c_" : "", cut(collection, 100)));
}

std::string json_of(const std::vector<std::string>& strings) { return Value(strings).dump(); }

std::string name_in_sqlite(const CollectionEntry& collection, const IndexEntry& index) {
  return fmt::format("{}.{}", collection.table, cut(index.name(), 100));
}

void execute(sqlite::Connection& connection, const std::string& sql) {
  connection.execute(sql.c_str());
}

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
  if (text.find('\0') != std::string::npos) throw InvalidInput(67, "an index path contains a NUL");
  const document::Path path(text);
  if (path.has_empty_segment())
    throw InvalidInput(67, fmt::format("the index path '{}' has an empty segment", text));
  for (const std::string& segment : path.segments())
    if (segment.front() == '$')
      throw InvalidInput(67,
                         fmt::format("the index path '{}' has a segment that begins with $", text));
}

// There is one such index, of all documents and as it is: what it cannot be is not left unsaid.
void check_id_options(const Index& index) {
  if (!index.normalise.empty())
    throw InvalidInput(67, "the index on _id compares values as they are: it takes no normalise");
  if (index.missing != Missing::collide)
    throw InvalidInput(197, fmt::format("the index on _id covers all documents; it cannot be {}",
                                        name_of(index.missing)));
  if (index.collation)
    throw InvalidInput(bad_value,
                       "the index on _id compares strings by their bytes: it takes no collation");
}

// MongoDB: validateIdIndexSpec, and the name that is reserved for that index.
void check_id_index(const Index& index) {
  if (index.paths.same_as(Paths("_id")) && !is_id_index(index))
    throw InvalidInput(bad_value, "the index on _id is {_id: 1}: it cannot descend");
  if (is_id_index(index)) check_id_options(index);
  if (index.name == id_index_name && !is_id_index(index))
    throw InvalidInput(bad_value,
                       "the index name '_id_' is reserved for the index on _id, {_id: 1}");
}

}  // namespace

void check_new_name(std::string_view name) {
  const auto refuse = [&](const char* what) {
    throw InvalidInput(73,
                       fmt::format("'{}' cannot be the name of a collection: it {}", name, what));
  };
  if (name.find('$') != std::string_view::npos) refuse("contains a $");
  if (name.front() == '.' || name.back() == '.') refuse("begins or ends with a dot");
  if (name.starts_with("system.") && name != "system.js") refuse("is one of the system's own");
}

void check_name(std::string_view name) {
  if (name.empty()) throw InvalidInput(73, "the name of a collection is empty");
  if (name.find('\0') != std::string_view::npos)
    throw InvalidInput(73, "the name of a collection contains a NUL");
  if (!is_utf8(name)) throw InvalidInput(73, "the name of a collection is not valid UTF-8");
}

void check_rule(const Index& index) {
  if (index.paths.size() == 0) throw InvalidInput(67, "an index needs a path");
  if (index.paths.size() > most_paths)
    throw InvalidInput(too_many_paths, fmt::format("an index has at most {} paths", most_paths));
  for (const std::string& path : index.paths) check_path(path);
  for (std::size_t i = 0; i < index.paths.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (index.paths[i] == index.paths[j])
        throw InvalidInput(67,
                           fmt::format("the path '{}' appears twice in an index", index.paths[i]));
  for (std::size_t i = 0; i < index.paths.size(); ++i)
    if (index.paths.direction(i) != 1 && index.paths.direction(i) != -1)
      throw InvalidInput(67, fmt::format("the direction of the index path '{}' is neither 1 nor -1",
                                         index.paths[i]));
  if (!index.unique && (index.missing == Missing::distinct || index.missing == Missing::reject))
    throw InvalidInput(67, fmt::format("the rule '{}' for missing values needs a unique index",
                                       name_of(index.missing)));
  check_condition(index);
  check_id_index(index);
  if (index.collation) (void)collation_of(document_of(*index.collation));
  (void)index.normalise.over(index.paths);
  check_expiry(index);
  if (index.name.find('\0') != std::string::npos || index.name == "*" || !is_utf8(index.name))
    throw InvalidInput(67, "that is not a valid index name");
}

CollectionEntry create_collection(sqlite::Connection& connection, std::string_view name,
                                  bool timestamps) {
  check_name(name);
  check_new_name(name);
  CollectionEntry entry;
  entry.name = name;
  entry.table = free_table_name(connection, name);
  entry.timestamps = timestamps;
  // The id of one that was dropped is not used again: its imports are still known, its changes
  // are still read, and a listing may still show it. changes::keep_dropped holds each of them back;
  // what older releases dropped, all that they left of it.
  Query record(connection,
               "INSERT INTO ps_collections (id, name, table_name, timestamps) VALUES ("
               "1 + max((SELECT coalesce(max(id), 0) FROM ps_collections), "
               "(SELECT coalesce(max(collection), 0) FROM ps_imports), "
               "(SELECT coalesce(max(collection), 0) FROM ps_kept), "
               "(SELECT coalesce(max(collection), 0) FROM ps_not_duplicates), "
               "(SELECT coalesce(max(place), 0) >> 40 FROM ps_changes), "
               "(SELECT coalesce(max(head), 0) FROM ps_changes WHERE place = 1)), ?1, ?2, ?3) "
               "RETURNING id");
  record.bind(1, entry.name).bind(2, entry.table).bind(3, timestamps ? 1 : 0);
  record.step();
  entry.id = record.integer(0);
  record.run();
  execute(connection,
          fmt::format("CREATE TABLE {} (row INTEGER PRIMARY KEY, doc TEXT NOT NULL, origin BLOB, "
                      "sum INTEGER)",
                      identifier(entry.table)));
  entry.indexes.push_back(add_index_columns(connection, entry, id_index()));
  return entry;
}

IndexEntry add_index_columns(sqlite::Connection& connection, const CollectionEntry& collection,
                             const Index& index) {
  if (collection.indexes.size() >= most_indexes)
    throw InvalidInput(67, fmt::format("collection {} has {} indexes, and can have no more",
                                       collection.name, most_indexes));
  IndexEntry entry(index);
  int column = next_column(collection);
  for (std::size_t i = 0; i < index.paths.size(); ++i) {
    entry.columns.push_back(fmt::format("k{}", column++));
    execute(connection, fmt::format("ALTER TABLE {} ADD COLUMN {}", identifier(collection.table),
                                    identifier(entry.columns.back())));
  }
  Query record(connection,
               "INSERT INTO ps_indexes (collection, name, paths, missing, columns, is_unique, "
               "directions, condition, collation, collation_version, normalise) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
  const std::string paths = json_of({index.paths.begin(), index.paths.end()});
  const std::string columns = json_of(entry.columns);
  Value directions = Value::array();
  for (std::size_t i = 0; i < index.paths.size(); ++i)
    directions.push_back(index.paths.direction(i));
  const std::string text = directions.dump();
  record.bind(1, collection.id).bind(2, entry.name()).bind(3, paths);
  record.bind(4, name_of(index.missing)).bind(5, columns).bind(6, index.unique ? 1 : 0);
  record.bind(7, text);
  const std::string condition = entry.index.rule().where.dump();
  if (entry.where) record.bind(8, condition);
  const std::string version = entry.index.icu_version();
  const std::string collation = index.collation ? document_of(*index.collation).dump() : "";
  if (index.collation) record.bind(9, collation);
  if (!version.empty()) record.bind(10, version);
  const Normalise& normalise = entry.index.rule().normalise;
  const std::string steps = normalise.empty() ? "" : value_of(normalise).dump();
  if (!normalise.empty()) record.bind(11, steps);
  record.run();
  write_expiry(connection, collection.id, entry);
  return entry;
}

bool create_sqlite_index(sqlite::Connection& connection, const CollectionEntry& collection,
                         const IndexEntry& index) {
  const std::string name = free_name(connection, name_in_sqlite(collection, index));
  Query create(connection,
               fmt::format("CREATE {}INDEX {} ON {} ({})", index.unique() ? "UNIQUE " : "",
                           identifier(name), identifier(collection.table), list_of(index.columns)));
  return !sqlite::is_unique_violation(create.try_step());
}

std::optional<std::string> sqlite_index_of(sqlite::Connection& connection, const std::string& table,
                                           const IndexEntry& index) {
  Query found(connection,
              "SELECT name FROM pragma_index_list(?1) AS list WHERE list.\"unique\" = ?2 AND NOT "
              "list.partial AND ?3 = (SELECT group_concat(name) FROM "
              "(SELECT name FROM pragma_index_info(list.name) ORDER BY seqno)) ORDER BY name");
  const std::string columns = fmt::format("{}", fmt::join(index.columns, ","));
  found.bind(1, table).bind(2, index.unique() ? 1 : 0).bind(3, columns);
  if (!found.step()) return std::nullopt;
  return std::string(found.text(0));
}

std::string elements_table(sqlite::Connection& connection, const CollectionEntry& collection,
                           const IndexEntry& index) {
  Query known(connection, "SELECT elements FROM ps_indexes WHERE collection = ?1 AND name = ?2");
  known.bind(1, collection.id).bind(2, index.name()).step();
  return std::string(known.text(0));
}

std::string make_elements_table(sqlite::Connection& connection, const CollectionEntry& collection,
                                const IndexEntry& index) {
  const std::string table = free_name(connection, name_in_sqlite(collection, index) + ".elements");
  const std::string columns = list_of(index.columns), name = identifier(table);
  execute(connection, fmt::format("CREATE TABLE {} (row INTEGER NOT NULL, {})", name, columns));
  execute(connection, fmt::format("CREATE INDEX {} ON {} (row)",
                                  identifier(free_name(connection, table + ".row")), name));
  if (!index.unique()) index_elements(connection, table, index);
  Query record(
      connection,
      "UPDATE ps_indexes SET elements = ?3, sum = NULL WHERE collection = ?1 AND name = ?2");
  record.bind(1, collection.id).bind(2, index.name()).bind(3, table).run();
  return table;
}

bool index_elements(sqlite::Connection& connection, const std::string& table,
                    const IndexEntry& index) {
  const std::string name = free_name(connection, table + ".keys");
  Query create(connection,
               fmt::format("CREATE {}INDEX {} ON {} ({})", index.unique() ? "UNIQUE " : "",
                           identifier(name), identifier(table), list_of(index.columns)));
  return !sqlite::is_unique_violation(create.try_step());
}

}  // namespace profilestore::catalog
