// The archive of a collection: documents that gave way to another of their key, byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "merge/plan.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

// Reasons to archive a document that was not simply set aside: another was made of it.
inline constexpr std::string_view made_by_merging = "survivor before the merge",
                                  gave_to_stored = "gave to the document of the store",
                                  made_by_adoption = "survivor before its user was looked up";

/// A document as the store has it.
struct StoredDocument {
  std::int64_t row = 0;
  std::string text = {};
  std::optional<merge::Digest> origin = {};

  /// Of what it was imported as; else of the document itself.
  merge::Digest digest() const;
};

/// REQUIRES: there is such a row.
StoredDocument stored_document(sqlite::Connection& connection,
                               const catalog::CollectionEntry& collection, std::int64_t row);

/// Where one import puts its losers. REQUIRES: a write transaction is open.
class Archive {
 public:
  Archive(sqlite::Connection& connection, std::int64_t import, std::int64_t collection)
      : connection_(connection), import_(import), collection_(collection) {}

  /// A document of a source. `survivor`: the row of the one that was kept.
  void keep(const merge::Candidate& candidate, std::int64_t survivor, std::string_view bytes,
            std::string_view reason);

  /// A document of the store. Its sources can still be accounted for: its digest is that of what it
  /// was imported as.
  void keep(const StoredDocument& document, std::int64_t survivor, std::string_view reason);

 private:
  sqlite::Connection& connection_;
  std::int64_t import_, collection_;
};

}  // namespace profilestore::history
