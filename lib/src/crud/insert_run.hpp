// The inserts of one write into a collection: what they have in common is found out once.
#pragma once

#include <optional>

#include "crud/new_document.hpp"
#include "crud/row_statements.hpp"

namespace profilestore::crud {

class InsertRun {
 public:
  /// REQUIRES: both outlive it.
  InsertRun(sqlite::Connection& connection, const catalog::CollectionEntry& collection);

  const catalog::CollectionEntry& collection() const { return collection_; }

  /// The fields that keys_of() looks at.
  const FieldNames& fields() const { return fields_; }

  /// The row of the next document. REQUIRES: after others have inserted, or the last was not,
  /// forget_row() was called.
  std::int64_t row();

  void forget_row() { last_row_.reset(); }

  /// As crud::insert_row().
  int insert(const NewRow& row, const catalog::DocumentKeys& keys);

 private:
  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  FieldNames fields_;
  InsertStatement statement_;
  std::optional<std::int64_t> last_row_;
};

}  // namespace profilestore::crud
