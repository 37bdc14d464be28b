#include "merge/plan.hpp"

#include <algorithm>
#include <vector>

namespace profilestore::merge {
namespace {

std::span<const std::int64_t> scores_of(const View& view, const Candidate& candidate) {
  return view.scores.subspan(candidate.rank * view.rules, view.rules);
}

bool wins_over(const View& view, const Candidate& best, const Stored& stored) {
  if (view.by_hand)
    if (const auto scores = scores_of(view, best); scores.front() != stored.scores.front())
      return scores.front() > stored.scores.front() || view.gives;
  switch (view.existing) {
    case Existing::keep:
      return false;
    case Existing::replace:
      return true;
    default:
      return view.gives || beats(view, best, stored);
  }
}

bool is(const Candidate& candidate, const Stored& stored) {
  return candidate.content == stored.content || candidate.content == stored.origin;
}

// To replace is to have it as the import has it, even if it was in the archive before; so it is to
// choose it.
bool known(const View& view, const Candidate& candidate, const Stored& stored) {
  if (is(candidate, stored)) return true;
  const bool wanted = view.existing == Existing::replace ||
                      (view.by_hand && scores_of(view, candidate).front() == Rules::chosen_now);
  return !wanted && view.archived(candidate.content);
}

// What told a candidate from the document of the store.
std::uint8_t decided_for(const View& view, const Stored& stored, const Candidate& candidate) {
  const auto scores = scores_of(view, candidate);
  if (view.by_hand && scores.front() != stored.scores.front()) return 0;
  if (view.existing == Existing::keep || view.existing == Existing::replace)
    return static_cast<std::uint8_t>(by_existing(view.rules));
  if (view.existing == Existing::newest && scores[view.of_time] != stored.scores[view.of_time])
    return static_cast<std::uint8_t>(view.of_time);
  const auto differing = std::ranges::mismatch(scores, stored.scores).in1;
  return static_cast<std::uint8_t>(differing - scores.begin());
}

void set_strangers_aside(const View& view, std::span<Candidate> group, const Stored* stored) {
  if (stored != nullptr) view.belongs(nullptr, true);
  std::vector<Candidate*> others;
  for (Candidate& candidate : group)
    if (candidate.outcome == Outcome::unchanged)
      view.belongs(&candidate, true);
    else
      others.push_back(&candidate);
  std::sort(others.begin(), others.end(),
            [&](const Candidate* a, const Candidate* b) { return judge(view, *a, *b).order > 0; });
  for (Candidate* candidate : others)
    if (!view.belongs(candidate, false)) candidate->outcome = Outcome::conflict;
}

}  // namespace

bool beats(const View& view, const Candidate& candidate, const Stored& stored) {
  const auto scores = scores_of(view, candidate);
  if (view.existing == Existing::newest && scores[view.of_time] != stored.scores[view.of_time])
    return scores[view.of_time] > stored.scores[view.of_time];
  return std::lexicographical_compare(stored.scores.begin(), stored.scores.end(), scores.begin(),
                                      scores.end());
}

Verdict judge(const View& view, const Candidate& a, const Candidate& b) {
  const auto left = scores_of(view, a), right = scores_of(view, b);
  for (std::size_t i = 0; i < view.rules; ++i)
    if (left[i] != right[i]) return {left[i] <=> right[i], static_cast<std::uint8_t>(i)};
  return {view.tie_break(a, b), static_cast<std::uint8_t>(view.rules)};
}

Candidate* plan_group(const View& view, std::span<Candidate> group, const Stored* stored) {
  // With nothing in the store the archive does not speak for the best: whoever deleted a profile
  // and imports it again wants it back.
  if (stored != nullptr)
    for (Candidate& candidate : group)
      if (known(view, candidate, *stored)) candidate.outcome = Outcome::unchanged;
  if (view.belongs && (stored != nullptr || group.size() > 1))
    set_strangers_aside(view, group, stored);
  Candidate* best = nullptr;
  for (Candidate& candidate : group) {
    const bool competes =
        candidate.outcome == Outcome::pending ||
        (candidate.outcome == Outcome::unchanged && view.existing == Existing::replace);
    if (competes && (best == nullptr || judge(view, candidate, *best).order > 0)) best = &candidate;
  }
  const bool wins = best != nullptr && best->outcome == Outcome::pending &&
                    (stored == nullptr || wins_over(view, *best, *stored));
  const bool archive_speaks = stored == nullptr || view.existing == Existing::replace;
  for (Candidate& candidate : group) {
    if (candidate.outcome != Outcome::pending) continue;
    if (&candidate == best && wins) {
      candidate.outcome = stored == nullptr ? Outcome::insert : Outcome::update;
      if (stored != nullptr) candidate.decided_by = decided_for(view, *stored, candidate);
      continue;
    }
    candidate.outcome =
        archive_speaks && view.archived(candidate.content) ? Outcome::unchanged : Outcome::merge;
    if (wins)
      candidate.decided_by = judge(view, *best, candidate).decided_by;
    else if (stored != nullptr)
      candidate.decided_by = decided_for(view, *stored, candidate);
  }
  return wins ? best : nullptr;
}

}  // namespace profilestore::merge
