// Creates a unique index on a collection that contains duplicates, and resolves them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <profilestore/import.hpp>
#include <profilestore/index.hpp>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Documents that share a key, of which only one can stay. Arrays join groups: if A shares one key
/// with B, and B another with C, the three are one group.
struct UniqueGroup {
  /// A document that gave way.
  struct Loser {
    Value id;          ///< its `_id`
    std::string rule;  ///< that decided against it: "complete", "newest:updatedAt", "_id"
  };
  /// A value that the survivor takes, or that comes of several.
  struct Taken {
    std::string field;        ///< dotted
    std::string rule;         ///< of MakeUniqueOptions::merge
    std::vector<Value> from;  ///< `_id`s
  };
  Document key;    ///< {path: value, …}: the most frequent one, as the first document spells it
  Value survivor;  ///< its `_id`
  std::vector<Loser> losers;  ///< in natural order
  std::vector<Taken> taken;   ///< empty: the survivor stays as it is
  /// `_id`s of documents that are not merged: recorded as not duplicates, of another person, of a
  /// key that names nobody, or because what a merge makes of the group is invalid.
  std::vector<Value> parted;
  std::vector<std::string> reasons;  ///< why, of each of those, as the quarantine has it
};

/// Options of make_unique.
struct MakeUniqueOptions {
  /// Which document of a group survives; see ImportOptions::keep. Ties: the greater `_id`.
  std::string keep = "complete,newest:updatedAt";

  /// What the survivor takes from the rest of its group; see ImportOptions::merge. If what comes of
  /// it fails the validator or an index, the survivor stays as it is, and the others go to the
  /// quarantine.
  std::vector<std::string> merge = {};

  /// Identity fields; see ImportOptions::identity. Documents of another person than the survivor go
  /// to the quarantine, since a key has one document.
  std::vector<std::string> identity = {};

  /// All of these as one document, in place of keep, merge and identity; see ImportOptions::rules.
  /// "onExisting" is refused unless it is "merge": all documents are in the store.
  std::optional<Document> rules = {};

  /// Create the index even if no document has a field that it, or a rule, names. Not given, that is
  /// an error.
  bool allow_absent = false;

  /// Do everything but keep nothing.
  bool dry_run = false;

  /// The plan: called for each group, in the natural order of their first documents, before
  /// anything is committed. If it throws, make_unique rethrows and nothing was done. It must not
  /// call the store.
  std::function<void(const UniqueGroup&)> on_group = {};

  /// Called from time to time, under the same rules.
  OnProgress progress = {};
};

/// What make_unique did.
struct MakeUniqueReport {
  std::string id;           ///< for undo_import; empty after a dry run, and if the index existed
  std::string index;        ///< its name
  std::int64_t groups = 0;  ///< of documents that shared a key
  Ledger ledger;            ///< what became of the documents; updated: merged survivors
  std::vector<RuleUse> rule_uses = {};  ///< of those that share a key; not of the default rules
  std::int64_t ties = 0;                ///< groups that no rule of `keep` decided, but the `_id`
  /// Of apply_unique_plan: the groups whose survivors were edited in the plan, in its order.
  std::vector<EditedGroup> edited = {};
};

/// Creates `index` on a collection whose documents share keys, and resolves the duplicates by the
/// rules of imports: the best document of each group survives, and the losers go to the archive,
/// byte for byte. With rules of merging, the survivor takes from them, and the archive also keeps
/// it as it was. Documents recorded as not duplicates of it go to the quarantine, since a key has
/// one document. Documents that the index exempts stay; those that it rejects go to the quarantine.
/// Of documents that share a key which names nobody (no value, "", "undefined" and the like) the
/// best stays, and the others, which are not its duplicates, go to the quarantine. It counts as an
/// import without sources: it has an id and a ledger, and undo_import undoes it.
///
/// One transaction: if killed at any moment, the store is as before. Meanwhile other writers, in
/// this process and others, wait up to their deadline; readers do not wait. Does nothing if the
/// collection has the index.
///
/// Throws InvalidInput as Collection::create_index does (171 for arrays at two of its paths
/// included), for invalid rules and those that apply to no document, if there is no such collection
/// (26), and inside the function of a transaction (50); StorageFailure if the store cannot be
/// written. Then nothing was done.
MakeUniqueReport make_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options = {});

}  // namespace profilestore
