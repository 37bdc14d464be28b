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
bool exists(const CollectionEntry& collection, const Index& wanted) {
  for (const IndexEntry& entry : collection.indexes) {
    const Index& rule = entry.index.rule();
    if (rule == wanted) return true;
    if (rule.name == wanted.name)
      throw InvalidInput(86, fmt::format("collection {}: the index {} exists with another rule",
                                         collection.name, wanted.name));
    if (rule.paths == wanted.paths && rule.where == wanted.where &&
        rule.collation == wanted.collation)
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

// The keys of all documents, a row each: those in columns and those of arrays.
std::string all_keys(sqlite::Connection& connection, const CollectionEntry& collection,
                     const IndexEntry& entry) {
  const std::string columns = list_of(entry.columns);
  std::string keys = fmt::format("SELECT row, {} FROM {} WHERE {} IS NOT NULL", columns,
                                 identifier(collection.table), identifier(entry.columns.front()));
  if (const std::string table = elements_table(connection, collection, entry); !table.empty())
    keys += fmt::format(" UNION ALL SELECT row, {} FROM {}", columns, identifier(table));
  return keys;
}

// Throws the DuplicateKey of the first two rows that share a key, if there are any.
void check_unique(sqlite::Connection& connection, const std::string& database,
                  const CollectionEntry& collection, const IndexEntry& entry) {
  const std::string columns = list_of(entry.columns);
  Query group(connection, fmt::format("SELECT min(row), max(row), {0} FROM ({1}) GROUP BY {0} "
                                      "HAVING count(*) > 1 ORDER BY min(row) LIMIT 1",
                                      columns, all_keys(connection, collection, entry)));
  if (!group.step()) return;
  keys::Key key;
  for (std::size_t i = 0; i < entry.columns.size(); ++i)
    key.push_back(group.part(static_cast<int>(i) + 2));
  raise_duplicate(connection, database, collection,
                  document_of(connection, collection, group.integer(1)),
                  {&entry, group.integer(0), std::move(key)});
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
  ElementsWriter elements(connection, only, ElementsWriter::Constrained::later);
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
  const Index wanted = IndexEntry(index).index.rule();
  if (exists(collection, wanted)) return wanted.name;
  const IndexEntry entry = add_index_columns(turn.connection(), collection, wanted);
  fill_keys(turn.connection(), collection, entry);
  const std::string elements = elements_table(turn.connection(), collection, entry);
  // SQLite sees a clash of two columns, and is quick at it; one with an array it does not.
  if (!create_sqlite_index(turn.connection(), collection, entry) ||
      (entry.unique() && !elements.empty())) {
    check_unique(turn.connection(), database, collection, entry);
    index_elements(turn.connection(), elements, entry);
  }
  turn.catalog_may_have_changed();
  return wanted.name;
}

void drop_index(Turn& turn, const std::string& name, std::string_view index) {
  const CollectionEntry* collection = turn.catalog().find(name);
  if (collection == nullptr) throw InvalidInput(26, fmt::format("there is no collection {}", name));
  const IndexEntry* entry = collection->index_named(index);
  if (entry == nullptr)
    throw InvalidInput(27, fmt::format("collection {}: there is no index {}", name, index));
  if (entry->name() == id_index().name)
    throw InvalidInput(72, fmt::format("collection {}: the index on _id stays", name));
  drop_index(turn.connection(), *collection, *entry);
  turn.catalog_may_have_changed();
}

}  // namespace profilestore::store
