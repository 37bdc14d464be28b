// What the store knows of its collections: tables, unique indexes, the columns of their keys.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <vector>

#include "keys/key.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::store {

struct IndexEntry {
  keys::Index index;
  std::vector<std::string> columns;  ///< one a path
};

struct CollectionEntry {
  std::int64_t id = 0;
  std::string name;
  std::string table;  ///< not quoted
  bool timestamps = false;
  std::vector<IndexEntry> indexes;  ///< `_id_` first, then by name: the order clashes are told in

  const IndexEntry* index_named(std::string_view index) const;
  /// Every key column, in the order of `indexes`.
  std::vector<std::string> columns() const;
};

/// One state of the schema. Immutable once loaded.
struct Catalog {
  std::int64_t schema_version = -1;
  std::map<std::string, CollectionEntry, std::less<>> collections;

  const CollectionEntry* find(std::string_view name) const;
};

/// Reads the catalog as it is in the connection's transaction.
std::shared_ptr<const Catalog> load_catalog(sqlite::Connection& connection);

/// Creates the table of a collection, with the column of its `_id_` index but no SQLite
/// index yet: a bulk load makes that last.
/// Throws as check_name does.
CollectionEntry create_collection(sqlite::Connection& connection, std::string_view name,
                                  bool timestamps);

/// Adds the columns of a unique index, empty, and records it; no SQLite index yet.
IndexEntry add_index_columns(sqlite::Connection& connection, const CollectionEntry& collection,
                             const UniqueIndex& index);

/// Creates the SQLite UNIQUE index over the columns of `index`. False if two rows share a key.
bool create_sqlite_index(sqlite::Connection& connection, const CollectionEntry& collection,
                         const IndexEntry& index);

/// Throws InvalidInput (73) for a name that no collection can have: empty, with a NUL, not UTF-8.
void check_name(std::string_view name);

/// Throws InvalidInput unless `index` has paths, each well formed, and a name that can be one.
void check_rule(const UniqueIndex& index);

/// The index on `_id` that every collection has.
UniqueIndex id_index();

}  // namespace profilestore::store
