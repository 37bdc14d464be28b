// How long calls are cancelled.
#pragma once

#include <stop_token>

namespace profilestore {

/// While it lives, what this thread asks of the library ends with Interrupted soon after `stop` is
/// requested: finds and listings, writes, the creation of indexes, imports, their checks, undo,
/// make_unique, rewrite_references, investigate, check, repair, backup, restore and the upgrade of
/// an older store. As with max_time, such a call has done nothing; Store::expire alone, which
/// commits several times, then returns what it has deleted. It may come too late: then the call is
/// done as if nobody had asked. Waiting for another writer is not cut short: see
/// StoreOptions::deadline. Scopes nest; the innermost counts.
class StopScope {
 public:
  explicit StopScope(std::stop_token stop);  ///< of calls of this thread from now on
  ~StopScope();                              ///< the outer scope counts again
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  std::stop_token stop_;
  const std::stop_token* outer_;
};

}  // namespace profilestore
