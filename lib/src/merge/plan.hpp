// What becomes of each document of an import: pure data in, named outcomes out.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "document/bytes.hpp"
#include "merge/ruleset.hpp"

namespace profilestore::merge {

using document::Digest;

enum class Outcome : std::uint8_t {
  pending,     ///< not planned yet
  insert,      ///< becomes a new document
  update,      ///< replaces the document that the store has for its key
  unchanged,   ///< the store, or its archive, has it already
  merge,       ///< loses against another document of its key: archived
  conflict,    ///< its group clashes with a better one under another unique index, or it is not of
               ///< the person of its group: set aside
  quarantine,  ///< no usable document
};

/// One document of the sources, or one piece of them that is no document.
struct Candidate {
  Digest key{};              ///< of the grouping key: equal keys, equal digests
  Digest content{};          ///< of the normal form
  std::uint64_t offset = 0;  ///< bytes from the start of its source
  std::uint64_t length = 0;  ///< bytes
  std::uint32_t line = 0;    ///< from 1
  std::uint32_t rank = 0;    ///< index of its scores
  std::uint16_t source = 0;  ///< from 1
  Outcome outcome = Outcome::pending;
  bool verbatim = false;        ///< its bytes are the text that will be stored
  std::uint8_t decided_by = 0;  ///< for a merge: the rule that told it from the survivor; for an
                                ///< update: from the document of the store; the
                                ///< number of rules: the tie-break; then see by_existing()
  std::int64_t row = 0;         ///< the row of its group's survivor, once known
};

/// The document that the store has for the key of a group.
struct Stored {
  std::int64_t row = 0;
  Digest content{};
  Digest origin{};  ///< of the imported document that it was made from; zero if it was not
  std::vector<std::int64_t> scores;
};

/// What a plan needs to know beyond the candidates themselves.
struct View {
  std::size_t rules;                     ///< scores a document
  std::span<const std::int64_t> scores;  ///< candidate c's begin at c.rank * rules
  /// The order of two documents that no rule tells apart: by `_id`, content, then bytes; greater is
  /// better. Asked seldom: it reads the documents again.
  std::function<std::weak_ordering(const Candidate&, const Candidate&)> tie_break;
  /// Whether the archive has a document of that content.
  std::function<bool(const Digest&)> archived;
  /// Whether a document is of the person of its group; null: the one of the store. Asked first for
  /// what the store has, or had, which is so `anyway`; then for the others, the best first. Empty:
  /// all are.
  std::function<bool(const Candidate*, bool anyway)> belongs = {};
  Existing existing = Existing::merge;
  bool by_hand = false;     ///< the first rule is what was decided by hand
  std::size_t of_time = 0;  ///< for Existing::newest: the rule that decides
  bool gives = false;       ///< what loses against the document of the store gives to it
};

/// Which of two candidates is better, and by which rule: `rules` and more are the tie-break.
struct Verdict {
  std::weak_ordering order;
  std::uint8_t decided_by;
};
Verdict judge(const View& view, const Candidate& a, const Candidate& b);

/// What a candidate's decided_by is if neither rule nor tie-break decided, but View::existing.
inline std::size_t by_existing(std::size_t rules) { return rules + 1; }

/// Whether a candidate takes the place of the document of the store, if they compete.
bool beats(const View& view, const Candidate& candidate, const Stored& stored);

/// Gives every candidate of one group its outcome. `stored` may be null. Returns the candidate that
/// is to be inserted or to replace `stored`, or null; under View::gives also one that only gives to
/// it. The order of `group` never matters.
Candidate* plan_group(const View& view, std::span<Candidate> group, const Stored* stored);

}  // namespace profilestore::merge
