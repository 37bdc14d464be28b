// What the store and its history know, as a plan and a verification ask for it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "history/not_duplicates.hpp"
#include "history/piece_reader.hpp"
#include "merge/plan.hpp"
#include "sqlite/connection.hpp"
#include "staging/read_document.hpp"

namespace profilestore::planning {

using merge::Candidate;

/// What the store knows, as a plan asks for it.
class StoreView {
 public:
  StoreView(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
            const staging::ImportSchema& schema);

  /// The document that has this key under index `index` of the schema.
  std::optional<merge::Stored> find(std::size_t index, const Document& fields);

  merge::Stored stored_at(std::int64_t row);  ///< REQUIRES: there is such a row

  /// The rows alone, in the order of the keys; of each key of an array one.
  std::vector<std::int64_t> rows_of(std::size_t index, const Document& fields);

  /// The first of those that is not `own`.
  std::optional<std::int64_t> row_of(std::size_t index, const Document& fields, std::int64_t own);

  /// REQUIRES: there is such a row.
  std::string text_of(std::int64_t row);

  /// The documents that were set aside for the one of that row: the latest import's first, and of
  /// each the one that was in its place before the others.
  std::vector<Document> set_aside_for(std::int64_t row);

  bool archived(const document::Digest& content);

  /// Whether a document of the collection was made of an archived one of that content.
  bool made_of(const document::Digest& content);

  history::NotDuplicates not_duplicates();

  /// Whether a piece of these bytes is in the quarantine because it is of another person.
  bool set_aside_by_identity(std::string_view piece);

  std::int64_t last_row() const { return last_row_; }

 private:
  staging::ReadDocument read_stored(std::string_view text);

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const staging::ImportSchema& schema_;
  staging::DocumentReader reader_;
  history::PieceReader pieces_;
  std::int64_t last_row_;
  bool has_archive_;
};

}  // namespace profilestore::planning
