// What is dropped of the catalog: indexes and collections.
#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "catalog/expiry.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {

using sqlite::identifier;
using sqlite::Query;

void drop_index(sqlite::Connection& connection, const CollectionEntry& collection,
                const IndexEntry& index) {
  if (!index.elements.empty())
    connection.execute(fmt::format("DROP TABLE {}", identifier(index.elements)).c_str());
  if (const auto name = sqlite_index_of(connection, collection.table, index))
    connection.execute(fmt::format("DROP INDEX {}", identifier(*name)).c_str());
  for (const std::string& column : index.columns)
    connection.execute(fmt::format("ALTER TABLE {} DROP COLUMN {}", identifier(collection.table),
                                   identifier(column))
                           .c_str());
  forget_expiry(connection, collection.id, index.name());
  Query record(connection, "DELETE FROM ps_indexes WHERE collection = ?1 AND name = ?2");
  record.bind(1, collection.id).bind(2, index.name()).run();
}

void drop_collection(sqlite::Connection& connection, const CollectionEntry& collection) {
  connection.execute(fmt::format("DROP TABLE {}", identifier(collection.table)).c_str());
  for (const IndexEntry& index : collection.indexes)
    if (!index.elements.empty())
      connection.execute(fmt::format("DROP TABLE {}", identifier(index.elements)).c_str());
  for (const IndexEntry& index : collection.indexes)
    forget_expiry(connection, collection.id, index.name());
  Query indexes(connection, "DELETE FROM ps_indexes WHERE collection = ?1");
  indexes.bind(1, collection.id).run();
  // What was decided of its documents. What imports recorded stays: the archive is theirs.
  for (const char* decided : {"DELETE FROM ps_kept WHERE collection = ?1",
                              "DELETE FROM ps_not_duplicates WHERE collection = ?1"})
    Query(connection, decided).bind(1, collection.id).run();
  Query record(connection, "DELETE FROM ps_collections WHERE id = ?1");
  record.bind(1, collection.id).run();
}

}  // namespace profilestore::catalog
