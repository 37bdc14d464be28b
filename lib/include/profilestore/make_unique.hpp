// A unique index on a collection that is full of duplicates.
#pragma once

#include <cstdint>
#include <functional>
#include <profilestore/import.hpp>
#include <profilestore/index.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Documents of which one may stay: those that share a key. Keys of arrays join groups: if A shares
/// one with B, and B another with C, the three are one group.
struct UniqueGroup {
  struct Loser {
    Value id;
    std::string rule;  ///< that told it from the survivor: "complete", "newest:updatedAt", "_id"
  };
  Document key;    ///< {path: value, …}: the one that most of them have, as the first spells it
  Value survivor;  ///< its `_id`
  std::vector<Loser> losers;  ///< in natural order
  std::vector<Value> parted;  ///< `_id`s of those that were decided to be no duplicates
};

struct MakeUniqueOptions {
  /// Which document of a group survives; see ImportOptions::keep. Then the greater `_id`.
  std::string keep = "complete,newest:updatedAt";

  /// Do everything but keep it.
  bool dry_run = false;

  /// The plan: called for each group, in the natural order of their first documents, before
  /// anything is kept. If it throws, that comes out of make_unique, and nothing was done. It may
  /// not call the store.
  std::function<void(const UniqueGroup&)> on_group = {};

  /// Called now and then, under the same rules.
  OnProgress progress = {};
};

struct MakeUniqueReport {
  std::string id;     ///< of the import, for undo; empty after a dry run, and if there was no need
  std::string index;  ///< its name
  std::int64_t groups = 0;
  Ledger ledger;
};

/// Makes `index` on a collection whose documents share keys: of each group the best stays, by the
/// rules of imports, and the others go to the archive, byte for byte; those of which it was decided
/// that they are no duplicates go to the quarantine, since one key has one document. Documents that
/// the index exempts stay; those that it rejects go to the quarantine. Under Missing::collide all
/// documents without a value are one group. It counts as an import without sources: it has an id, a
/// ledger, and undo.
///
/// One transaction: killed at any moment, the store is as before. Other writers, of this process
/// and others, wait meanwhile, up to their deadline; readers do not. If the collection has the
/// index, nothing is done.
///
/// Throws InvalidInput as Collection::create_index does, also for two arrays under the index (171),
/// for rules that are none, if there is no such collection (26), and inside the function of a
/// transaction (50); StorageFailure if the store can't be written. Then nothing was done.
MakeUniqueReport make_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options = {});

}  // namespace profilestore
