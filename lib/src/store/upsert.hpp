// The statements of an update: with upsert an INSERT … ON CONFLICT(row) DO UPDATE, else an UPDATE.
#pragma once

#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "match/filter.hpp"
#include "read/order.hpp"
#include "store/target.hpp"
#include "store/turn.hpp"
#include "store/update_run.hpp"
#include "update/update.hpp"

namespace profilestore::store {

/// A parsed call that updates or replaces.
struct UpdateCall {
  std::vector<match::Filter> filters;
  update::Update update;
  bool upsert = false;
  read::Order order = {};
};

UpdateCall parse_update_call(const Document& filter, const Document& update,
                             const UpdateOptions& options);
UpdateCall parse_replace_call(const Document& filter, const Document& replacement,
                              const ReplaceOptions& options);

/// Runs the call inside `turn` and returns what it did. Throws as Collection's calls do; the turn
/// must then not be committed.
UpdateRun run_update(Turn& turn, const std::string& database, const CollectionEntry& collection,
                     const UpdateCall& call);

/// The same of one row, which is not sought; never inserts.
UpdateRun run_update_of_row(Turn& turn, const std::string& database,
                            const CollectionEntry& collection, const UpdateCall& call,
                            std::int64_t row, const Value& now);

}  // namespace profilestore::store
