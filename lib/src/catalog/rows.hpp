// Documents as rows: their text and their keys.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "keys/key.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {

/// The text of a document in normal form, as it is stored.
/// Throws InvalidInput (17420) if the document is too deep or too large.
std::string encode(const Document& document);

/// Throws as encode(), of a document whose text takes `bytes`, or of one that has `document` as the
/// parts of it that are new.
void check_bounds(const Document& document, std::size_t bytes);

/// The document of a stored text. Throws Corrupt if it can't be read.
Document decode(std::string_view text);

/// Throws the Corrupt of a stored text that can't be read.
[[noreturn]] void refuse_text(const MalformedJson& fault);

/// All keys of a document.
struct DocumentKeys {
  /// One a key column, in the order of CollectionEntry::columns().
  std::vector<keys::Part> parts;
  /// Of indexes that found an array: their keys, which go into their elements tables.
  struct Elements {
    const IndexEntry* index;
    std::vector<keys::Key> keys;
  };
  std::vector<Elements> elements = {};
};

/// Throws ValidationFailed where an index rejects missing values; InvalidInput (171) for two arrays
/// under one index.
DocumentKeys keys_of(const CollectionEntry& collection, const Document& document);

/// Throws what keys_of throws for a document with that extract.
[[noreturn]] void refuse_keys(const CollectionEntry& collection, const IndexEntry& entry,
                              const keys::Extract& extract, const Document& document);

/// A row other than `own` that has `key` under the index, in its columns or its array. `own` 0:
/// any. Throws Corrupt if the index names a row that has not that key.
std::optional<std::int64_t> row_of_key(sqlite::Connection& connection,
                                       const CollectionEntry& collection, const IndexEntry& entry,
                                       const keys::Key& key, std::int64_t own);

/// The row that SQLite would give the next document.
std::int64_t next_row(sqlite::Connection& connection, const CollectionEntry& collection);

/// The row that another document of the collection holds a key in.
struct Clash {
  const IndexEntry* index;
  std::int64_t row;
  keys::Key key;
};

/// The first unique index, in the order of the catalog, under which a row other than `own` has one
/// of the keys. `own` 0: any row.
std::optional<Clash> find_clash(sqlite::Connection& connection, const CollectionEntry& collection,
                                const DocumentKeys& keys, std::int64_t own);

/// Whether a key of the document may clash with another's without SQLite seeing it: one of an array
/// with one of a column.
bool may_clash_unseen(const CollectionEntry& collection, const DocumentKeys& keys);

/// The error of `document` having the key of another.
DuplicateKey duplicate_key(sqlite::Connection& connection, const std::string& database,
                           const CollectionEntry& collection, const Document& document,
                           const Clash& clash);

/// Throws it. Of a write: crud/clash.hpp.
[[noreturn]] void raise_duplicate(sqlite::Connection& connection, const std::string& database,
                                  const CollectionEntry& collection, const Document& document,
                                  const Clash& clash);

/// "k1, k2, …" of `columns`, quoted; "" if there are none.
std::string list_of(const std::vector<std::string>& columns);

/// The condition that the columns equal parameters from `first` on: "k1 = ?2 AND k2 = ?3".
std::string equals(const std::vector<std::string>& columns, int first);

}  // namespace profilestore::catalog
