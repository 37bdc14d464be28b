#include "merge/plan.hpp"

#include <algorithm>

namespace profilestore::merge {
namespace {

std::span<const std::int64_t> scores_of(const View& view, const Candidate& candidate) {
  return view.scores.subspan(candidate.rank * view.rules, view.rules);
}

bool beats(const View& view, const Candidate& candidate, const Stored& stored) {
  const auto scores = scores_of(view, candidate);
  return std::lexicographical_compare(stored.scores.begin(), stored.scores.end(), scores.begin(),
                                      scores.end());
}

bool known(const View& view, const Candidate& candidate, const Stored* stored) {
  if (stored != nullptr &&
      (candidate.content == stored->content || candidate.content == stored->origin))
    return true;
  return view.archived(candidate.content);
}

}  // namespace

Verdict judge(const View& view, const Candidate& a, const Candidate& b) {
  const auto left = scores_of(view, a), right = scores_of(view, b);
  for (std::size_t i = 0; i < view.rules; ++i)
    if (left[i] != right[i]) return {left[i] <=> right[i], static_cast<std::uint8_t>(i)};
  return {view.tie_break(a, b), static_cast<std::uint8_t>(view.rules)};
}

Candidate* plan_group(const View& view, std::span<Candidate> group, const Stored* stored) {
  Candidate* best = nullptr;
  for (Candidate& candidate : group) {
    // With nothing in the store the archive does not speak for the best: whoever deleted a profile
    // and imports it again wants it back.
    if (stored != nullptr && known(view, candidate, stored))
      candidate.outcome = Outcome::unchanged;
    else if (best == nullptr || judge(view, candidate, *best).order > 0)
      best = &candidate;
  }
  const bool wins = best != nullptr && (stored == nullptr || beats(view, *best, *stored));
  for (Candidate& candidate : group) {
    if (candidate.outcome != Outcome::pending) continue;
    if (&candidate == best && wins) {
      candidate.outcome = stored == nullptr ? Outcome::insert : Outcome::update;
      continue;
    }
    candidate.outcome =
        stored == nullptr && view.archived(candidate.content) ? Outcome::unchanged : Outcome::merge;
    if (wins) candidate.decided_by = judge(view, *best, candidate).decided_by;
  }
  return wins ? best : nullptr;
}

}  // namespace profilestore::merge
