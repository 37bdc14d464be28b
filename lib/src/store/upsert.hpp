// The statements of an update: with upsert an INSERT … ON CONFLICT(row) DO UPDATE, else an UPDATE.
#pragma once

#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "match/filter.hpp"
#include "store/core.hpp"
#include "store/update_run.hpp"
#include "update/update.hpp"

namespace profilestore::store {

/// A parsed call of find_one_and_update or update_one.
struct UpdateCall {
  std::vector<match::Filter> filters;
  update::Update update;
  bool upsert = false;
};

UpdateCall parse_update_call(const Document& filter, const Document& update,
                             const UpdateOptions& options);

/// Runs the call inside `turn` and returns what it did. Throws as Collection's calls do; the turn
/// must then not be committed.
UpdateRun run_update(Turn& turn, const std::string& database, const CollectionEntry& collection,
                     const UpdateCall& call);

}  // namespace profilestore::store
