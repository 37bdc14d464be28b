// The plan of an import: an outcome for each candidate, from what was staged and what the store
// has.
#pragma once

#include <optional>
#include <vector>

#include "import/not_duplicates.hpp"
#include "import/part.hpp"
#include "import/piece_reader.hpp"
#include "sqlite/connection.hpp"
#include "store/catalog.hpp"

namespace profilestore::importing {

/// What a reason of the quarantine begins with, if identity is why.
inline constexpr std::string_view identity_conflict = "conflict of identity: ";

/// What the store knows, as a plan asks for it.
class StoreView {
 public:
  StoreView(sqlite::Connection& connection, const store::CollectionEntry& collection,
            const Scheme& scheme);

  /// The document that has this key under index `index` of the scheme.
  std::optional<merge::Stored> find(std::size_t index, const Document& fields);

  /// The row alone.
  std::optional<std::int64_t> row_of(std::size_t index, const Document& fields);

  /// REQUIRES: there is such a row.
  std::string text_of(std::int64_t row);

  /// The documents that were set aside for the one of that row: the latest import's first, and of
  /// each the one that was in its place before the others.
  std::vector<Document> set_aside_for(std::int64_t row);

  bool archived(const document::Digest& content);

  /// Whether a document of the collection was made of an archived one of that content.
  bool made_of(const document::Digest& content);

  NotDuplicates not_duplicates();

  /// Whether a piece of these bytes is in the quarantine because it is of another person.
  bool set_aside_by_identity(std::string_view piece);

  std::int64_t last_row() const { return last_row_; }

 private:
  Sight see(std::string_view text);

  sqlite::Connection& connection_;
  const store::CollectionEntry& collection_;
  const Scheme& scheme_;
  Eye eye_;
  PieceReader pieces_;
  std::int64_t last_row_;
  bool has_archive_;
};

/// Gives every candidate its outcome, and the rows of those that stay. The candidates come out in
/// the order of the sources again.
void plan(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme, StoreView& store);

}  // namespace profilestore::importing
