// The statements of an update: with upsert an INSERT … ON CONFLICT(row) DO UPDATE, else an UPDATE.
#pragma once

#include <profilestore/results.hpp>
#include <string>
#include <vector>

#include "crud/once.hpp"
#include "crud/update_run.hpp"
#include "query/filters.hpp"
#include "query/target.hpp"
#include "read/order.hpp"
#include "store/write_transaction.hpp"
#include "update/update.hpp"

namespace profilestore::crud {

/// A parsed call that updates or replaces.
struct UpdateCall {
  query::Filters filters;
  update::Update update;
  bool upsert = false;
  read::Order order = {};
  Once once = {};
  bool replaces = false;
};

UpdateCall parse_update_call(const Document& filter, const Document& update,
                             const UpdateOptions& options);
UpdateCall parse_replace_call(const Document& filter, const Document& replacement,
                              const ReplaceOptions& options);

/// Runs the call, which has taken its hint, inside `write` and returns what it did. Throws as
/// Collection's calls do; the write transaction must then not be committed.
UpdateRun run_update(store::WriteTransaction& write, const std::string& database,
                     const catalog::CollectionEntry& collection, const UpdateCall& call);

/// The same of one row, which is not sought; never inserts.
UpdateRun run_update_of_row(store::WriteTransaction& write, const std::string& database,
                            const catalog::CollectionEntry& collection, const UpdateCall& call,
                            std::int64_t row, const Value& now);

}  // namespace profilestore::crud
