// The statements that write one row: its document, its sum, and its keys.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/rows.hpp"

namespace profilestore::crud {

/// A document as a row has it.
struct NewRow {
  std::int64_t row;
  std::string_view text;
  std::int64_t sum;
};

/// The INSERT of rows of one collection.
class InsertStatement {
 public:
  InsertStatement(sqlite::Connection& connection, const catalog::CollectionEntry& collection);

  /// As insert_row().
  int run(const NewRow& row, const catalog::DocumentKeys& keys);

 private:
  sqlite::Query query_;
};

/// Inserts the row with all its keys. Returns SQLite's code: that of a uniqueness violation, too.
int insert_row(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const NewRow& row, const catalog::DocumentKeys& keys);

/// Writes the document of a row that is there, and those keys of it that `columns` says: one for
/// each key column. `keys` is null where it says none. Returns as insert_row().
int update_row(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const NewRow& row, const std::vector<bool>& columns,
               const catalog::DocumentKeys* keys);

}  // namespace profilestore::crud
