// Documents as rows: their text and their keys.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "keys/key.hpp"
#include "sqlite/query.hpp"
#include "store/catalog.hpp"

namespace profilestore::store {

/// The text of a document in normal form, as it is stored.
/// Throws InvalidInput (17420) if the document is too deep or too large.
std::string encode(const Document& document);

/// The document of a stored text. Throws Corrupt if it can't be read.
Document decode(std::string_view text);

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

/// Throws ValidationFailed where an index rejects missing values; InvalidInput (171) for an array
/// under a unique index, or two under one index.
DocumentKeys keys_of(const CollectionEntry& collection, const Document& document);

/// The row that another document of the collection holds one of the keys in.
struct Clash {
  const IndexEntry* index;
  std::int64_t row;
};

/// The first unique index, in the order of the catalog, under which a row other than `own` has the
/// key that `parts` gives. `own` 0: any row.
std::optional<Clash> find_clash(sqlite::Connection& connection, const CollectionEntry& collection,
                                const std::vector<keys::Part>& parts, std::int64_t own);

/// Throws the DuplicateKey of a write of `document`, whose keys are `keys`, that SQLite refused.
[[noreturn]] void raise_duplicate(sqlite::Connection& connection, const std::string& database,
                                  const CollectionEntry& collection, const Document& document,
                                  const DocumentKeys& keys, std::int64_t own);

/// "k1, k2, …" of `columns`, quoted; "" if there are none.
std::string list_of(const std::vector<std::string>& columns);

/// The condition that the columns equal parameters from `first` on: "k1 = ?2 AND k2 = ?3".
std::string equals(const std::vector<std::string>& columns, int first);

}  // namespace profilestore::store
