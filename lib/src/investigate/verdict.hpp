// How the documents of one key came about: a verdict, with what it rests upon. Pure.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "investigate/document_trace.hpp"

namespace profilestore::investigating {

enum class Verdict {
  distinct_people,  ///< what tells persons apart differs: the key does not
  re_import,        ///< the same `_id` several times, or equal content far apart
  create_race,      ///< at least half were created within seconds of the one before
  retry,            ///< equal content, seconds to minutes apart
  bulk_update,      ///< one moment of update for all of them, after the last was created
  unknown,          ///< none of these
};

/// "distinctPeople", "reImport", "createRace", "retry", "bulkUpdate", "unknown".
std::string_view name_of(Verdict verdict);

/// Where a verdict ends and another begins, in seconds; every report names them.
struct Thresholds {
  /// Created at most so long after the one before: two requests looked, found none, and inserted.
  static constexpr std::int64_t race = 5;
  /// Equal documents closer than this are a race too: nobody waits so short before trying again.
  static constexpr std::int64_t retry_from = 2;
  /// Equal documents farther apart than this were no retry.
  static constexpr std::int64_t retry_until = 600;
  /// {"raceSeconds": 5, "retryFromSeconds": 2, "retryUntilSeconds": 600}
  static Document as_document();
};

struct Judgement {
  std::vector<Verdict> verdicts;  ///< at least one, in the order in which they happened
  std::string title;              ///< "create race followed by a bulk update"
  std::string says;               ///< a sentence or some, without any value but moments
  Document evidence;              ///< see profilestore::investigate; null of Detail::verdicts

  Value names() const;  ///< ["createRace", "bulkUpdate"]
};

/// What is asked of a judgement: most groups are counted only.
enum class Detail { verdicts, evidence };

/// Judges documents that share a key, in any order. REQUIRES: at least two.
Judgement judge(std::vector<DocumentTrace> copies, Detail detail = Detail::evidence);

}  // namespace profilestore::investigating
