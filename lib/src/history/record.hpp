// What the store remembers of its imports: ps_imports and ps_sources.
#pragma once

#include <optional>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "sources/source_type.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

/// One import.
struct Record {
  std::int64_t id = 0;
  std::int64_t collection = 0;  ///< its id
  Value rules = {};             ///< {"unique": [[path, …], …], "keep": …, "missing"?: …}
  Ledger ledger = {};
  std::optional<std::int64_t> first_row = {}, last_row = {};  ///< those that it made
  std::string created_index = {};  ///< of a make_unique: the name of its index
  std::string undone = {};         ///< when; empty: it was not
  std::vector<SourceReport> sources = {};
  std::string started = {};  ///< when; set by who reads it

  /// Whether what it set aside are documents of the store: it read no sources.
  bool sets_stored_aside() const;
};

/// The id of the next import. REQUIRES: a write transaction is open, and stays so.
std::int64_t next_id(sqlite::Connection& connection);

/// Stores all of it, as of now.
void write_record(sqlite::Connection& connection, const Record& record);

/// Throws InvalidInput if there is no import of that name.
Record read_record(sqlite::Connection& connection, const std::string& name);

/// What the import was told that its sources are.
sources::SourceType source_type_of(const Record& record);

/// The collection that the import went into. Throws InvalidInput (26) if it was dropped.
const catalog::CollectionEntry& collection_of(const catalog::Catalog& catalog,
                                              const Record& record);

}  // namespace profilestore::history
