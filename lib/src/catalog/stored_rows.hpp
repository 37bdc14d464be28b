// The one way to the stored documents: what is read is proven by its sum before anyone sees it.
// Nothing else names the columns that documents are read from; tests/structure asks for it.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "document/bytes.hpp"
#include "sqlite/query.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::catalog {

/// The columns of a stored document, in the order of read_row: for statements that are no plain
/// SELECT.
inline constexpr std::string_view stored_columns = "row, doc, origin, sum";

/// Those columns of the present row, the first of them number `first`.
sqlite::StoredRow read_row(sqlite::Query& query, int first = 0);

/// Whether the row's sum is that of what is in it.
bool is_sound(const CollectionEntry& collection, const sqlite::StoredRow& row);

/// Throws Corrupt if it is not.
void require_sound(const CollectionEntry& collection, const sqlite::StoredRow& row);

/// The document of a row. Throws Corrupt if its sum or its text is damaged.
Document document_in(const CollectionEntry& collection, const sqlite::StoredRow& row);

/// The error of a row that an index names for a key that its document does not have, or that is
/// not there.
[[noreturn]] void refuse_index(const CollectionEntry& collection, std::int64_t row);

/// The error of a row that comes twice: another one may be missing for it.
[[noreturn]] void refuse_order(const CollectionEntry& collection, std::int64_t row);

/// Documents of a collection, one after the other, each proven; where the tail says ORDER BY row,
/// their order too: on a page of which a bit has changed, one row can stand in another's place.
class StoredRows {
 public:
  /// `tail`: what follows the FROM clause: "WHERE row = ?1".
  StoredRows(sqlite::Connection& connection, const CollectionEntry& collection,
             std::string_view tail);

  /// To bind what the tail names.
  sqlite::Query& query() { return query_; }

  /// To the next one; false at the end. Throws Corrupt.
  bool next();

  /// As next(), outside of a transaction, where the statement is known to be of this version of the
  /// schema, and the collection is of it. Nothing, and nothing was read, if there is another by
  /// now.
  std::optional<bool> next_at(std::int64_t schema_version);

  /// The present one; its views are valid until the next one.
  const sqlite::StoredRow& stored() const { return present_; }
  std::int64_t row() const { return present_.row; }
  std::string_view text() const { return present_.text; }  ///< valid until the next one
  Document document() const;
  std::optional<document::Digest> origin() const;

 private:
  void take_row();

  const CollectionEntry& collection_;
  sqlite::Query query_;
  bool ascends_;
  std::optional<std::int64_t> last_;
  sqlite::StoredRow present_;
};

}  // namespace profilestore::catalog
