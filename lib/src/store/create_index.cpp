#include "store/create_index.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/elements.hpp"
#include "store/rows.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

// MongoDB: 86 for another specification under the name, 85 for another name or rule over the paths.
bool exists(const CollectionEntry& collection, const keys::Indexer& wanted) {
  for (const IndexEntry& entry : collection.indexes) {
    const Index& rule = entry.index.rule();
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
  ElementsWriter elements(connection, only);
  while (rows.step()) {
    const DocumentKeys keys = keys_of(only, decode(rows.text(1)));
    fill.bind(1, rows.integer(0));
    for (int i = 0; i < count; ++i) fill.bind_part(i + 2, keys.parts[static_cast<std::size_t>(i)]);
    fill.run();
    fill.reset();
    elements.insert(rows.integer(0), keys);
  }
}

std::string create_index(Turn& turn, const std::string& database, const std::string& name,
                         const Index& index) {
  check_rule(index);
  const CollectionEntry& collection = turn.collection(name);
  if (is_id_index(index)) return id_index().name;  // MongoDB: every collection has it
  const std::string index_name = keys::Indexer(index).name();
  if (exists(collection, keys::Indexer(index))) return index_name;
  const IndexEntry entry = add_index_columns(turn.connection(), collection, index);
  fill_keys(turn.connection(), collection, entry);
  if (!create_sqlite_index(turn.connection(), collection, entry))
    raise_clash(turn.connection(), database, collection, entry);
  turn.catalog_may_have_changed();
  return index_name;
}

void drop_index(Turn& turn, const std::string& name, std::string_view index) {
  const CollectionEntry* collection = turn.catalog().find(name);
  if (collection == nullptr) throw InvalidInput(26, fmt::format("there is no collection {}", name));
  const IndexEntry* entry = collection->index_named(index);
  if (entry == nullptr)
    throw InvalidInput(27, fmt::format("collection {}: there is no index {}", name, index));
  if (entry->index.name() == id_index().name)
    throw InvalidInput(72, fmt::format("collection {}: the index on _id stays", name));
  drop_index(turn.connection(), *collection, *entry);
  turn.catalog_may_have_changed();
}

}  // namespace profilestore::store
