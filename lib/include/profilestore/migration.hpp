// Migrations of an application's own data: numbered functions, each of which runs once on a store.
//
//     store.migrate({{1, "split name", [](Transaction& tx) { … }},
//                    {2, "drop old plans", [](Transaction& tx) { … }}});
//
// Never edit, renumber or remove a released migration: a store that has it would be refused. Fix
// its mistakes in the next one.
#pragma once

#include <functional>
#include <profilestore/fwd.hpp>
#include <string>

namespace profilestore {

/// One migration of an application.
struct Migration {
  int number = 0;         ///< from 1; gaps are allowed
  std::string name = {};  ///< not empty; recorded, and compared by each later Store::migrate
  /// Uses the store through the transaction only.
  std::function<void(Transaction&)> work = {};
};

/// A migration that a store has.
struct AppliedMigration {
  int number = 0;       ///< Migration::number
  std::string name;     ///< Migration::name
  std::string applied;  ///< when: ISO 8601 in UTC with milliseconds
};

}  // namespace profilestore
