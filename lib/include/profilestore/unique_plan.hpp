// A unique index on duplicates in two steps: write a plan to review, then do exactly what it says.
#pragma once

#include <filesystem>
#include <ostream>
#include <profilestore/make_unique.hpp>
#include <string_view>

namespace profilestore {

/// Does all that make_unique() does, keeps nothing, and writes the plan as lines of JSON. First:
///
///     {"plan": 1, "collection": …, "index": {…}, "options": {"rules": {…}, "allowAbsent": false},
///      "store": {"documents": SHA-256, "indexes": …, …}, "sha256": …}
///
/// Then, for each group, as plan_import() does:
///
///     {"key": {"userId": …},
///      "survivor": {"store": true, "_id": …},
///      "losers": [{"store": true, "_id": …, "outcome": "merged", "rule": "complete"},
///                 {…, "outcome": "conflicted", "reason": …}],
///      "changes": {"bio": {"to": "hello"}, "tags": {"from": ["a"], "to": ["a", "b"]}}}
///
/// Then a line {"quarantined": {"store": true, "_id": …, "reason": …}} for each document that the
/// index rejects, and last {"ledger": {…}, "groups": 41}. The same store and options give the same
/// text. Throws as make_unique() does, and StorageFailure if writing to `out` fails.
MakeUniqueReport plan_unique(const Store& store, std::string_view collection,
                             const UniqueIndex& index, const MakeUniqueOptions& options,
                             std::ostream& out);

/// Whether a file is such a plan, by its first line.
bool is_unique_plan(const std::filesystem::path& plan);

/// What apply_unique_plan did, and where.
struct AppliedUniquePlan {
  std::string collection;   ///< that the plan is of
  MakeUniqueReport report;  ///< as of make_unique
};

/// Creates the index that `plan` describes, a file that plan_unique wrote. In one transaction it
/// checks that what decides in the store is unchanged, makes the plan again, and compares it with
/// the file line by line. One edit is allowed: the `_id` of a "survivor" set to that of another
/// member of its line; see apply_plan(). `progress`: as MakeUniqueOptions::progress.
/// Throws PlanMoved, which says what differs, or why the chosen document cannot survive;
/// InvalidInput for a file that is not such a plan; otherwise as make_unique() does. Then nothing
/// was done.
AppliedUniquePlan apply_unique_plan(const Store& store, const std::filesystem::path& plan,
                                    const OnProgress& progress = {});

}  // namespace profilestore
