#include "store/create_index.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/rows.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

// MongoDB: 86 for another specification under the name, 85 for another name or rule over the paths.
bool exists(const CollectionEntry& collection, const keys::Index& wanted) {
  for (const IndexEntry& entry : collection.indexes) {
    const UniqueIndex& rule = entry.index.rule();
    if (rule == wanted.rule()) return true;
    if (entry.index.name() == wanted.name())
      throw InvalidInput(86, fmt::format("collection {}: the index {} exists with another rule",
                                         collection.name, wanted.name()));
    if (rule.paths == wanted.rule().paths)
      throw InvalidInput(85, fmt::format("collection {}: the index {} covers the same paths",
                                         collection.name, entry.index.name()));
  }
  return false;
}

Document document_of(sqlite::Connection& connection, const CollectionEntry& collection,
                     std::int64_t row) {
  Query query(connection,
              fmt::format("SELECT doc FROM {} WHERE row = ?1", identifier(collection.table)));
  query.bind(1, row).step();
  return decode(query.text(0));
}

// Names the first two rows that share a key: of the least key, in the order of the rows.
[[noreturn]] void raise_clash(sqlite::Connection& connection, const std::string& database,
                              const CollectionEntry& collection, const IndexEntry& entry) {
  const std::string columns = list_of(entry.columns);
  Query group(
      connection,
      fmt::format("SELECT min(row), max(row) FROM {} WHERE {} IS NOT NULL GROUP BY {} "
                  "HAVING count(*) > 1 ORDER BY min(row) LIMIT 1",
                  identifier(collection.table), identifier(entry.columns.front()), columns));
  group.step();
  const Document first = document_of(connection, collection, group.integer(0));
  const Document second = document_of(connection, collection, group.integer(1));
  throw DuplicateKey(database, collection.name, entry.index.name(), entry.index.key_pattern(),
                     entry.index.key_value(second), first.at("_id"));
}

}  // namespace

void fill_keys(sqlite::Connection& connection, const CollectionEntry& collection,
               const IndexEntry& index) {
  const CollectionEntry only{
      collection.id, collection.name, collection.table, collection.timestamps, {index}};
  Query rows(connection,
             fmt::format("SELECT row, doc FROM {} ORDER BY row", identifier(collection.table)));
  int count = static_cast<int>(index.columns.size());
  std::string assignments;
  for (int i = 0; i < count; ++i)
    assignments += fmt::format("{}{} = ?{}", i == 0 ? "" : ", ",
                               identifier(index.columns[static_cast<std::size_t>(i)]), i + 2);
  Query fill(connection, fmt::format("UPDATE {} SET {} WHERE row = ?1",
                                     identifier(collection.table), assignments));
  while (rows.step()) {
    const auto parts = keys_of(only, decode(rows.text(1)));
    fill.bind(1, rows.integer(0));
    for (int i = 0; i < count; ++i) fill.bind_part(i + 2, parts[static_cast<std::size_t>(i)]);
    fill.run();
    fill.reset();
  }
}

void create_index(Turn& turn, const std::string& database, const std::string& name,
                  const UniqueIndex& index) {
  check_rule(index);
  if (index.paths == id_index().paths) return;  // MongoDB: every collection has it
  const CollectionEntry& collection = turn.collection(name);
  if (exists(collection, keys::Index(index))) return;
  const IndexEntry entry = add_index_columns(turn.connection(), collection, index);
  fill_keys(turn.connection(), collection, entry);
  if (!create_sqlite_index(turn.connection(), collection, entry))
    raise_clash(turn.connection(), database, collection, entry);
  turn.reload_catalog();
}

}  // namespace profilestore::store
