// Migrations of an application's own data: numbered functions that each run once on a store.
//
//     store.migrate({{1, "split name", [](Transaction& tx) { … }},
//                    {2, "drop old plans", [](Transaction& tx) { … }}});
//
// A migration that was released is never edited, renumbered nor taken from the list: a store that
// has it would be refused. What it got wrong, the next one mends.
#pragma once

#include <functional>
#include <profilestore/transaction.hpp>
#include <string>

namespace profilestore {

struct Migration {
  int number = 0;         ///< from 1 on; gaps are allowed
  std::string name = {};  ///< not empty; recorded, and compared at the next open
  /// Talks to the store by the transaction alone.
  std::function<void(Transaction&)> work = {};
};

/// One that a store has.
struct AppliedMigration {
  int number = 0;
  std::string name;
  std::string applied;  ///< when: ISO 8601 in UTC with milliseconds
};

}  // namespace profilestore
