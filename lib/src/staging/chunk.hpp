// A stretch of a source as the first pass reads it: what each piece is, its key, its scores.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/spill_vector.hpp"
#include "merge/plan.hpp"
#include "merge/rule_use.hpp"
#include "sources/source.hpp"
#include "staging/nobody_count.hpp"
#include "staging/read_document.hpp"

namespace profilestore::staging {

using merge::Candidate;

inline const sources::Source& source_of(const std::vector<sources::Source>& sources,
                                        const Candidate& candidate) {
  return sources[candidate.source - 1u];
}

/// The bytes of a candidate in its source.
inline std::string_view bytes_of(const std::vector<sources::Source>& sources,
                                 const Candidate& candidate) {
  return source_of(sources, candidate).bytes().substr(candidate.offset, candidate.length);
}

inline ReadDocument read_candidate(DocumentReader& reader,
                                   const std::vector<sources::Source>& sources,
                                   const Candidate& candidate) {
  return reader.read(source_of(sources, candidate), bytes_of(sources, candidate));
}

/// The documents of a group that make one, the best first. That of the store has source 0. The
/// candidate that stands for the result is among them: it is what was read and is not counted as
/// merged.
struct MergeRecipe {
  std::vector<Candidate> ranked;
  bool archive_own = true;  ///< whether the standing candidate's bytes are not in the archive yet
  std::vector<std::string> rules = {};       ///< that gave it a value, each once
  std::vector<std::uint32_t> versions = {};  ///< see merge::Merging::merge
};

/// A key that a document has by an element of an array.
struct ElementKey {
  merge::Digest digest;
  std::uint32_t rank;  ///< of its candidate
};

/// A place of a reason where the number of a line is to stand.
struct LineInReason {
  std::uint32_t reason;
  std::size_t at;
  std::uint32_t line;  ///< of the chunk
};

/// What the first pass found. A piece that is no usable document, or has no key where one is
/// required, is a candidate with Outcome::quarantine.
struct Stage {
  files::SpillVector<Candidate> candidates;  ///< in the order of the sources
  files::SpillVector<std::int64_t>
      scores;  ///< ImportSchema::rules.size() for each document that has a rank
  files::SpillVector<std::uint64_t>
      others;  ///< for each document that has a rank, per index: the first 8
               ///< bytes of its key's digest; 0 if it is exempt
  files::SpillVector<ElementKey> elements;  ///< of the index that groups
  std::vector<std::string> reasons;         ///< of what is quarantined: by Candidate::rank

  std::vector<LineInReason> lines_in_reasons = {};  ///< of a chunk, until it is appended

  Adoptions adoptions = {};
  NobodyCount nobody = {};
  std::vector<merge::RuleCount> rules_met = {};  ///< by ImportSchema::questions
  std::int64_t documents = 0;                    ///< pieces that are documents

  // What the plan adds, the first two by Candidate::rank.
  std::unordered_map<std::uint32_t, MergeRecipe> recipes = {};  ///< of what is not written as it is
  std::unordered_map<std::uint32_t, std::string> conflicts = {};  ///< why, if no index is why

  std::map<std::string, std::int64_t> decisions = {};  ///< groups that a rule decided, by its name
  std::map<std::string, std::int64_t> merges = {};     ///< groups that a merge rule changed
  std::map<std::string, std::int64_t> parted = {};     ///< groups that an identity field split
  std::int64_t ties = 0;                               ///< groups that no given rule decided

  /// The numbers of those candidates, all of them updates, that are written before the rest: others
  /// get what they give up.
  std::vector<std::size_t> freeing_keys = {};

  /// `chunk` began at line 1 where the stretch before it ended at `line`.
  void append(Stage chunk, std::uint32_t line, std::size_t rules);
};

/// What one reading of a stretch found, and where the splitter stood before and after it.
struct Chunk {
  Stage stage;
  splitting::Splitter::Place begin, end;
  bool depended_on_context = false;  ///< some piece depended on `begin`'s context
};

/// Reads the pieces of `source`, the `number`th, that begin at `begin` and before `limit`.
Chunk read_chunk(const ImportSchema& schema, const sources::Source& source, std::uint16_t number,
                 const splitting::Splitter::Place& begin, std::size_t limit);

}  // namespace profilestore::staging
