#include "import/gathering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <tuple>

namespace profilestore::importing {

using merge::Existing;
using merge::Outcome;
using merge::Stored;

Candidate* Gatherer::gather(std::span<Candidate> group, Candidate* best, const Stored* stored) {
  Recipe recipe = recipe_of(group, stored);
  if (recipe.ranked.size() < 2) return best;
  const std::string text = stored == nullptr ? "" : store_.text_of(stored->row);
  try {
    const Mix mix = mixer_.mix(recipe, text);
    if (mix.taken.empty() && recipe.ranked.front().source != 0) return best;
    if (mix.taken.empty() || (stored != nullptr && mix.sight.content == stored->content))
      return leave_as_it_is(best);
    if (const std::string fault = fault_of(mix.sight); !fault.empty())
      return set_aside(group, fault);
    for (std::size_t n = 0; n < scheme_.indexes.size(); ++n)
      stage_.others[best->rank * scheme_.indexes.size() + n] =
          prefix_of(key_sight(scheme_.indexes[n], mix.sight.fields));
  } catch (const InvalidInput& error) {
    return set_aside(group, error.what());
  }
  recipe.archive_own = !view_.archived(best->content);
  stage_.recipes.insert_or_assign(best->rank, std::move(recipe));
  return best;
}

Sight Gatherer::see(const Candidate& candidate, std::int64_t stored_row) {
  return mixer_
      .mix(stage_.recipes.at(candidate.rank), stored_row == 0 ? "" : store_.text_of(stored_row))
      .sight;
}

// What the store has, or had, has given already; unless it is not there any more, or is not asked.
Recipe Gatherer::recipe_of(std::span<Candidate> group, const Stored* stored) const {
  const bool all = stored == nullptr || view_.existing == Existing::replace;
  Recipe recipe;
  for (const Candidate& candidate : group)
    if (candidate.outcome != Outcome::conflict && (all || candidate.outcome != Outcome::unchanged))
      recipe.ranked.push_back(candidate);
  std::sort(
      recipe.ranked.begin(), recipe.ranked.end(), [&](const Candidate& a, const Candidate& b) {
        const auto order = merge::judge(view_, a, b).order;
        return order == 0 ? std::tie(a.source, a.offset) < std::tie(b.source, b.offset) : order > 0;
      });
  if (stored == nullptr || view_.existing != Existing::merge) return recipe;
  const auto place = std::ranges::find_if_not(recipe.ranked, [&](const Candidate& candidate) {
    return merge::beats(view_, candidate, *stored);
  });
  recipe.ranked.insert(place, Candidate{.row = stored->row});
  return recipe;
}

std::string Gatherer::fault_of(const Sight& sight) const {
  if (scheme_.validator && scheme_.validator->refuses())
    if (const auto failures = failures_of(scheme_, sight); !failures.empty())
      return store::text_of(failures);
  for (const auto& some : {std::cref(scheme_.indexes), std::cref(scheme_.plain)})
    for (const store::IndexEntry& index : some.get()) {
      const auto state = index.extract(sight.fields).state;
      const bool bad = index.unique() ? state != keys::State::keyed && state != keys::State::exempt
                                      : state == keys::State::parallel;
      if (bad) return fmt::format("the index {} does not admit it", index.name());
    }
  return "";
}

// It gave nothing to the document of the store.
Candidate* Gatherer::leave_as_it_is(Candidate* best) {
  best->outcome = view_.archived(best->content) ? Outcome::unchanged : Outcome::merge;
  return nullptr;
}

Candidate* Gatherer::set_aside(std::span<Candidate> group, const std::string& reason) {
  for (Candidate& candidate : group) {
    if (candidate.outcome == Outcome::unchanged || candidate.outcome == Outcome::conflict) continue;
    candidate.outcome = Outcome::conflict;
    stage_.conflicts.insert_or_assign(
        candidate.rank, fmt::format("conflict: what the merge makes of its group: {}", reason));
  }
  return nullptr;
}

}  // namespace profilestore::importing
