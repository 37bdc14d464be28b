// An import in two steps: write a plan to review, then do exactly what it says.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// Does all that import_files() does, keeps nothing, and writes the plan as lines of JSON. First:
///
///     {"plan": 1, "collection": …, "options": {…}, "sources": [{"name", "sha256", …}, …],
///      "store": {"documents": SHA-256, "indexes": …, "validator": …, "imports": …,
///                "decisions": …},
///      "ledger": {…}, "groups": 41, "sha256": …}
///
/// Then, for each group that is more than one new document, by the position of its first document:
///
///     {"key": {"userId": …},
///      "survivor": {"source": "a.json", "line": 1, "offset": 0, "_id": …, "rule": "complete"},
///      "replaces": {"store": true, "_id": …},
///      "losers": [{"source", "line", "offset", "_id", "outcome": "merged", "rule": "complete"},
///                 {…, "outcome": "conflicted", "reason": …}, {…, "outcome": "unchanged"},
///                 {…, "outcome": "gives"}],
///      "changes": {"bio": {"to": "hello"}, "tags": {"from": ["a"], "to": ["a", "b"]}}}
///
/// "survivor": null if the whole group is in conflict. "rule": what decided between it and the next
/// best, or between loser and survivor. "store": true, instead of source, line and offset: the
/// document is in the store. "gives": the store's document survives and takes from it. "replaces":
/// the store's document that is replaced. "changes": how the written document differs from that one
/// or, if it is new, from what was read. Quarantined pieces come last: {"quarantined": {"source",
/// "line", "offset", "reason"}}. The same store, sources and options give the same text.
/// Throws as import_files() does, and StorageFailure if writing to `out` fails.
ImportReport plan_import(const std::filesystem::path& store,
                         const std::vector<std::string>& sources, const ImportOptions& options,
                         std::ostream& out);

/// Where apply_plan finds the files of a plan.
struct ApplyOptions {
  std::vector<std::string> sources = {};  ///< where they are now, in the plan's order; empty: where
                                          ///< they were
  std::string users = {};                 ///< likewise for the users
  OnProgress progress = {};               ///< as ImportOptions::progress
};

/// Runs the import described by `plan`, a file that plan_import wrote. In one transaction it checks
/// that the sources and the store are unchanged, makes the plan again, and compares it with the
/// file line by line.
///
/// One edit is allowed: "survivor" set to another member of its line, one of the losers or what is
/// replaced. Its `_id` is enough; where members share it, also "source", "line" and "offset", or
/// the whole member in place of the survivor. That document survives, before all rules and
/// ImportOptions::on_existing, in this import alone; its losers, their rules ("by hand") and its
/// changes are made again, and ImportReport::edited has them. No other group may change by it.
///
/// Throws PlanMoved, which says what differs, or why the chosen document cannot survive;
/// InvalidInput for a file that is not a plan; otherwise as import_files() does. Then nothing was
/// done.
ImportReport apply_plan(const std::filesystem::path& store, const std::filesystem::path& plan,
                        const ApplyOptions& options = {});

}  // namespace profilestore
