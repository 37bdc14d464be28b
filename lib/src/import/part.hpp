// A stretch of a source as the first pass reads it: what each piece is, its key, its scores.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "import/sight.hpp"
#include "import/source.hpp"
#include "import/spilled.hpp"
#include "merge/plan.hpp"

namespace profilestore::importing {

using merge::Candidate;

inline const Source& source_of(const std::vector<Source>& sources, const Candidate& candidate) {
  return sources[candidate.source - 1u];
}

/// The bytes of a candidate in its source.
inline std::string_view bytes_of(const std::vector<Source>& sources, const Candidate& candidate) {
  return source_of(sources, candidate).bytes().substr(candidate.offset, candidate.length);
}

inline Sight see(Eye& eye, const std::vector<Source>& sources, const Candidate& candidate) {
  return eye.see(source_of(sources, candidate), bytes_of(sources, candidate));
}

/// The documents of a group that make one, the best first. That of the store has source 0. The
/// candidate that stands for the result is among them: it is what was read and is not counted as
/// merged.
struct Recipe {
  std::vector<Candidate> ranked;
  bool archive_own = true;  ///< whether the standing candidate's bytes are not in the archive yet
};

/// What the first pass found. A piece that is no usable document, or has no key where one is
/// required, is a candidate with Outcome::quarantine.
struct Stage {
  Spilled<Candidate> candidates;     ///< in the order of the sources
  Spilled<std::int64_t> scores;      ///< Scheme::rules.size() for each document that has a rank
  Spilled<std::uint64_t> others;     ///< for each document that has a rank, per index: the first 8
                                     ///< bytes of its key's digest; 0 if it is exempt
  std::vector<std::string> reasons;  ///< of what is quarantined: by Candidate::rank

  Adoptions adoptions = {};

  // What the plan adds, the first two by Candidate::rank.
  std::unordered_map<std::uint32_t, Recipe> recipes = {};  ///< of what is not written as it is
  std::unordered_map<std::uint32_t, std::string> conflicts = {};  ///< why, if no index is why

  /// The numbers of those candidates, all of them updates, that are written before the rest: others
  /// get what they give up.
  std::vector<std::size_t> making_way = {};

  /// `part` began at line 1 where the stretch before it ended at `line`.
  void append(Stage part, std::uint32_t line, std::size_t rules);
};

/// What one reading of a stretch found, and where the splitter stood before and after it.
struct Part {
  Stage stage;
  Cutter::Place begin, end;
  bool doubted = false;  ///< some piece depended on `begin`'s habits
};

/// Reads the pieces of `source`, the `number`th, that begin at `begin` and before `limit`.
Part read_part(const Scheme& scheme, const Source& source, std::uint16_t number,
               const Cutter::Place& begin, std::size_t limit);

}  // namespace profilestore::importing
