// An update of one document: a SELECT finds it, and an UPDATE writes it, or with upsert an INSERT
// where none was found.
#pragma once

#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "crud/update_run.hpp"
#include "query/target.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::crud {

UpdateCall parse_update_call(const Document& filter, const Document& update,
                             const UpdateOptions& options);
UpdateCall parse_replace_call(const Document& filter, const Document& replacement,
                              const ReplaceOptions& options);

/// Runs the call, which has taken its hint, inside `write` and returns what it did. Throws as
/// Collection's calls do; the write transaction must then not be committed.
UpdateRun run_update(store::WriteTransaction& write, const std::string& database,
                     const catalog::CollectionEntry& collection, const UpdateCall& call);

/// The same of one row, which is not sought; never inserts. `plan`: plan_of() of the call.
UpdateRun run_update_of_row(store::WriteTransaction& write, const std::string& database,
                            const catalog::CollectionEntry& collection, const UpdateCall& call,
                            const UpdatePlan& plan, std::int64_t row, const Value& now);

}  // namespace profilestore::crud
