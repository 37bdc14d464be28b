// An import in two steps: what would happen, to be looked at; then just that.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// Does all that import() does, keeps nothing, and writes the plan, a line of JSON each:
///
///     {"plan": 1, "collection": …, "options": {…}, "sources": [{"name", "sha256", …}, …],
///      "store": {"documents": SHA-256, "indexes": …, "validator": …, "imports": …,
///                "decisions": …},
///      "ledger": {…}, "groups": 41}
///
/// and for each group of documents that is more than one new document, by the place of its first:
///
///     {"key": {"userId": …},
///      "survivor": {"source": "a.json", "line": 1, "offset": 0, "_id": …, "rule": "complete"},
///      "replaces": {"_id": …},
///      "losers": [{"source", "line", "offset", "_id", "outcome": "merged", "rule": "complete"},
///                 {…, "outcome": "conflicted", "reason": …}, {…, "outcome": "unchanged"}],
///      "changes": {"bio": {"to": "hello"}, "tags": {"from": ["a"], "to": ["a", "b"]}}}
///
/// The survivor's rule told it from the next best, a loser's from the survivor; "store": true, in
/// place of source, line and offset: it is in the store. "replaces": the document of the store that
/// it takes the place of. "changes": what differs between what is written and what was there, or,
/// of a new document, what was read. Pieces that are quarantined follow: {"quarantined": {"source",
/// "line", "offset", "reason"}}. The same store, sources and options give the same text.
/// Throws as import() does, and StorageFailure if `out` does not take it.
ImportReport plan_import(const std::filesystem::path& store,
                         const std::vector<std::string>& sources, const ImportOptions& options,
                         std::ostream& out);

struct ApplyOptions {
  std::vector<std::string> sources = {};  ///< where they are now, in the plan's order; empty: where
                                          ///< they were
  std::string users = {};                 ///< the same of the users; empty: where they were
  OnProgress progress = {};               ///< as ImportOptions::progress
};

/// Runs the import that `plan` tells of, a file that plan_import has written. In one transaction it
/// looks whether the sources and the store still are what they were, makes the plan again, and
/// compares it with the file line by line.
/// Throws PlanMoved, which says what differs; InvalidInput for a file that is no plan; else as
/// import() does. Then nothing was done.
ImportReport apply_plan(const std::filesystem::path& store, const std::filesystem::path& plan,
                        const ApplyOptions& options = {});

}  // namespace profilestore
