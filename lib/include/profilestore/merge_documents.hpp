// Merges two documents of a store that are one person's, whatever their keys say.
#pragma once

#include <profilestore/import_report.hpp>
#include <profilestore/make_unique.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Options of merge_documents.
struct MergeDocumentsOptions {
  /// What the document that stays takes from the other; see ImportOptions::merge. Empty: nothing.
  std::vector<std::string> merge = {};

  bool allow_absent = false;  ///< whether a rule may name a field that neither document has
  bool dry_run = false;       ///< do everything but keep nothing
};

/// What merge_documents did.
struct MergeDocumentsReport {
  std::string id;                         ///< for undo_import; empty after a dry run
  Ledger ledger;                          ///< of the two: one merged, one updated or unchanged
  std::vector<UniqueGroup::Taken> taken;  ///< empty: the one that stays is as it was
};

/// Merges the document with the `_id` `loser` into that with the `_id` `survivor`: the first goes
/// to the archive, byte for byte, and its `_id` leads to the other from now on; the other takes
/// from it what the rules say, and is in the archive as it was. It counts as an import without
/// sources: undo_import undoes it, and rewrite_references follows it. One transaction.
///
/// As long as the survivor lives, to import the one that is gone once more changes nothing, and of
/// a newer version of it the rules of that import decide what is taken; the survivor counts as
/// chosen by hand, see keep_document.
///
/// Throws InvalidInput if the `_id`s are equal, or were decided to be no duplicates, if the
/// collection has no document with one of them (it says where that one is, if it was merged
/// before), for invalid rules, for one that names a field of neither, if what comes of it fails the
/// validator or a unique index, if there is no such collection (26), and inside the function of a
/// transaction (50); StorageFailure if the store cannot be written. Then nothing was done.
MergeDocumentsReport merge_documents(const Store& store, std::string_view collection,
                                     const Value& loser, const Value& survivor,
                                     const MergeDocumentsOptions& options = {});

}  // namespace profilestore
