// Indexes on collections that may hold documents.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/write_transaction.hpp"

namespace profilestore::store {

/// Adds `index` to the collection, keys of its documents and all, and returns its name; a no-op if
/// it is there. Throws as Collection::create_index does; the write transaction must then not be
/// committed.
std::string create_index(WriteTransaction& write, const std::string& database,
                         const std::string& collection, const Index& index);

/// Throws as Collection::drop_index does.
void drop_index(WriteTransaction& write, const std::string& collection, std::string_view index);

/// A document without a key that the index requires.
struct Keyless {
  std::int64_t row;
  std::string path;  ///< that has no value, or null
};

/// What the documents of a collection are to an index that is new.
struct Filled {
  std::int64_t documents = 0;                    ///< all of them
  std::int64_t null_keys = 0, missing_keys = 0;  ///< as in DuplicateReport
  std::vector<Keyless> keyless = {};             ///< in their order; they have got no key
};

/// Called now and then with how many documents are done, and their bytes.
using FillProgress = std::function<void(std::int64_t documents, std::uint64_t bytes)>;

/// An index with its columns and its elements filled in. SQLite does not hold it yet.
struct NewIndex {
  catalog::IndexEntry entry;
  Filled filled;
};

/// Nothing if the collection has it. Throws InvalidInput as Collection::create_index does.
std::optional<NewIndex> add_index(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection, const Index& index,
                                  const FillProgress& progress = {});

/// Has SQLite hold the keys, of arrays too. False if the index is unique and two documents share
/// one; the transaction must then not be committed.
bool hold_keys(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const catalog::IndexEntry& index);

}  // namespace profilestore::store
