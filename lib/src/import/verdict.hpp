// How the documents of one key came about: a verdict from what can be read off them. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace profilestore::importing {

/// Documents made at most so many seconds after one another were made by requests at one time.
inline constexpr std::int64_t race_seconds = 2;
/// So too if several processes made them, or their contents differ: clocks differ, and work takes
/// its time.
inline constexpr std::int64_t slow_race_seconds = 5;
/// Equal documents at most so far apart were sent again by who did not hear that the first was
/// done.
inline constexpr std::int64_t retry_seconds = 300;

/// What is known of the documents of one key.
struct GroupFacts {
  std::int64_t documents = 0;
  std::vector<std::int64_t> created = {};  ///< seconds, of those whose `_id` is an ObjectId; sorted
  std::int64_t processes = 0;              ///< that made those
  bool same_id = false;                    ///< some have one `_id`
  std::int64_t contents = 0;    ///< different ones, but for `_id`, `__v` and dates at the top level
  std::int64_t identities = 0;  ///< different values of the fields that tell people apart
  std::int64_t updates = 0;     ///< different moments of the last update
  std::optional<std::int64_t> updated = {};  ///< milliseconds, if all have the same
};

struct Verdict {
  /// "distinct people", "create race", "retry", "re-import", "bulk update"; if none: "unknown". The
  /// last of them, if it is not alone, came after the documents were made.
  std::vector<std::string> names;
  std::string because;  ///< the evidence, a sentence or two
};

Verdict verdict_of(const GroupFacts& facts);

}  // namespace profilestore::importing
