// The keys of documents with arrays at indexed paths, each index's in a table of its own.
#pragma once

#include <map>
#include <string>

#include "catalog/rows.hpp"

namespace profilestore::catalog {

/// Writes the elements of the documents of one collection, after their rows.
class ElementsWriter {
 public:
  /// When SQLite holds the keys of a unique index unique: at once, or once the caller has it do so.
  enum class Constrained { at_once, later };

  ElementsWriter(sqlite::Connection& connection, const CollectionEntry& collection,
                 Constrained constrained = Constrained::at_once)
      : connection_(connection), collection_(collection), constrained_(constrained) {}

  /// Of a new row.
  void insert(std::int64_t row, const DocumentKeys& keys);

  /// Of a row that has been there.
  void replace(std::int64_t row, const DocumentKeys& keys);

  /// Of a row that is gone.
  void remove(std::int64_t row) { remove(row, row); }

  /// Of all rows of [first, last], which are gone.
  void remove(std::int64_t first, std::int64_t last);

  /// Whether it has made a table: the catalog is then another.
  bool made_table() const { return made_table_; }

 private:
  const std::string& table_of(const IndexEntry& index);

  sqlite::Connection& connection_;
  const CollectionEntry& collection_;
  Constrained constrained_;
  std::map<std::string, std::string> made_;  ///< by the index's name: those that it did not know
  bool made_table_ = false;
};

}  // namespace profilestore::catalog
