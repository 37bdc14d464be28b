// What the store knows of its collections: tables, indexes, the columns of their keys.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <vector>

#include "catalog/validation.hpp"
#include "keys/key.hpp"
#include "match/filter.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::catalog {

struct IndexEntry {
  /// Throws InvalidFilter for a condition that can't be read.
  explicit IndexEntry(Index rule, std::vector<std::string> columns = {}, std::string elements = {});

  keys::Indexer index;
  std::optional<match::Filter> where;  ///< which documents are in it; nothing: all. See covers()
  std::vector<std::string> columns;    ///< one a path
  /// The table, not quoted, of the keys of documents with an array at a path, whose columns are
  /// NULL; empty: no document has had one. Its columns: row, and those of `columns`.
  std::string elements;
  std::shared_ptr<const match::Terms> hinted;  ///< of calls that name it: see hinted_terms()

  bool unique() const { return index.rule().unique; }
  const std::string& name() const { return index.name(); }

  /// Whether `document` matches the condition, which is compared under the index's collation.
  bool covers(const Document& document) const;

  /// The keys of `document`: exempt if the condition does not cover it.
  keys::Extract extract(const Document& document) const;
};

struct CollectionEntry {
  std::int64_t id = 0;
  std::string name;
  std::string table;  ///< not quoted
  bool timestamps = false;
  /// `_id_` first, then the unique ones by name, which is the order clashes are told in, then the
  /// others by name.
  std::vector<IndexEntry> indexes = {};
  std::shared_ptr<const ParsedValidator> validator = nullptr;  ///< null: there is none
  std::optional<ChangeLog> change_log = {};                    ///< nothing: it keeps none

  const IndexEntry* index_named(std::string_view index) const;
  /// The unique index over these paths, whatever their directions, by which documents are grouped:
  /// of several one that normalises, since it finds more. Null: there is none.
  const IndexEntry* unique_over(const Paths& paths) const;
  /// Every key column, in the order of `indexes`.
  std::vector<std::string> columns() const;
};

/// One state of the schema. Immutable once loaded.
struct Catalog {
  std::int64_t schema_version = -1;
  std::map<std::string, CollectionEntry, std::less<>> collections;
  bool expires = false;  ///< documents of some collection do

  const CollectionEntry* find(std::string_view name) const;

  /// Throws InvalidInput (26) if there is none.
  const CollectionEntry& existing(std::string_view name) const;
};

/// What is wrong with a catalog, a sentence each.
using Damage = std::vector<std::string>;

/// Reads the catalog as it is in the connection's transaction. Throws Corrupt for a damaged row,
/// or, with `damage`, leaves out what the row tells of and says so there: for those who look into a
/// damaged store.
std::shared_ptr<const Catalog> load_catalog(sqlite::Connection& connection,
                                            Damage* damage = nullptr);

/// SQLite's number of the schema, which each change of it moves.
std::int64_t schema_version(sqlite::Connection& connection);

/// Whether the catalog, which may be null, is that of a version of the schema.
bool is_current(const std::shared_ptr<const Catalog>& catalog, std::int64_t schema_version);

/// Creates the table of a collection, with the column of its `_id_` index but no SQLite
/// index yet: a bulk load makes that last.
/// Throws as check_name and check_new_name do.
CollectionEntry create_collection(sqlite::Connection& connection, std::string_view name,
                                  bool timestamps);

/// Adds the columns of an index, empty, and records it; no SQLite index yet. Throws InvalidInput
/// (67) if the collection has 64 indexes, as in MongoDB.
IndexEntry add_index_columns(sqlite::Connection& connection, const CollectionEntry& collection,
                             const Index& index);

/// Creates the SQLite index over the columns of `index`. False if two rows share a unique key.
bool create_sqlite_index(sqlite::Connection& connection, const CollectionEntry& collection,
                         const IndexEntry& index);

/// The name of the SQLite index over the columns of `index` in `table`, which is UNIQUE if that is;
/// nothing if there is none.
std::optional<std::string> sqlite_index_of(sqlite::Connection& connection, const std::string& table,
                                           const IndexEntry& index);

/// The elements table of `index` as it is now, whatever `index` knows of it; empty: there is none.
std::string elements_table(sqlite::Connection& connection, const CollectionEntry& collection,
                           const IndexEntry& index);

/// Makes it; nothing holds its keys unique yet. REQUIRES: there is none.
std::string make_elements_table(sqlite::Connection& connection, const CollectionEntry& collection,
                                const IndexEntry& index);

/// Makes SQLite's index over the keys in an elements table, unique if the index is; false if two
/// of them are equal, and then there is none.
bool index_elements(sqlite::Connection& connection, const std::string& table,
                    const IndexEntry& index);

/// Removes the index, its columns and its elements.
void drop_index(sqlite::Connection& connection, const CollectionEntry& collection,
                const IndexEntry& index);

/// Removes the collection's table with all that hangs on it. Imports into it, and what they set
/// aside, stay.
void drop_collection(sqlite::Connection& connection, const CollectionEntry& collection);

/// Throws InvalidInput (73) for a name that no collection can have: empty, with a NUL, not UTF-8.
void check_name(std::string_view name);

/// Throws InvalidInput (73) for a name that no new collection can have, as in MongoDB: with a `$`,
/// a dot at either end, or one of MongoDB's own. An older store may have such collections.
void check_new_name(std::string_view name);

/// Throws InvalidInput unless `index` has paths, each well formed, a name that can be one, and a
/// collation that MongoDB would take.
void check_rule(const Index& index);

/// The index on `_id` that every collection has.
Index id_index();
inline constexpr std::string_view id_index_name = "_id_";

/// Whether `index` asks for no more than that.
bool is_id_index(const Index& index);

}  // namespace profilestore::catalog
