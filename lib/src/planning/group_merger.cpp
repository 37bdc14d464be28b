#include "planning/group_merger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <set>
#include <tuple>

#include "catalog/rows.hpp"
#include "history/decided_id.hpp"

namespace profilestore::planning {

using merge::Existing;
using merge::Outcome;
using merge::Stored;

Candidate* GroupMerger::merge(std::span<Candidate> group, Candidate* best, const Stored* stored) {
  staging::MergeRecipe recipe = recipe_of(group, stored);
  if (recipe.ranked.size() < 2) return best;
  if (schema_.merging.sums()) recipe.versions = versions_in(recipe, stored);
  const std::string text = stored == nullptr ? "" : store_.text_of(stored->row);
  std::vector<merge::Taken> merged_taken;
  try {
    MergedDocument merged = merger_.merge(recipe, text);
    if (merged.taken.empty() && recipe.ranked.front().source != 0) return best;
    if (merged.taken.empty() || (stored != nullptr && merged.read.content == stored->content))
      return leave_as_it_is(best);
    if (const std::string fault = fault_of(merged.read); !fault.empty())
      return set_aside(group, fault);
    for (std::size_t n = 0; n < schema_.indexes.size(); ++n) {
      const staging::KeyDigest key = staging::key_digest(schema_.indexes[n], merged.read.fields);
      stage_.others[best->rank * schema_.indexes.size() + n] = staging::prefix_of(key);
      for (const merge::Digest& element : key.elements)
        stage_.elements.push_back({element, best->rank});
    }
    merged_taken = std::move(merged.taken);
  } catch (const InvalidInput& error) {
    return set_aside(group, error.what());
  }
  for (const merge::Taken& taken : merged_taken)
    if (std::ranges::find(recipe.rules, taken.rule) == recipe.rules.end())
      recipe.rules.push_back(taken.rule);
  recipe.archive_own = !view_.archived(best->content);
  stage_.recipes.insert_or_assign(best->rank, std::move(recipe));
  return best;
}

staging::ReadDocument GroupMerger::read_merged(const Candidate& candidate,
                                               std::int64_t stored_row) {
  return merger_
      .merge(stage_.recipes.at(candidate.rank), stored_row == 0 ? "" : store_.text_of(stored_row))
      .read;
}

// What the store has, or had, has given already; unless it is not there any more, or is not asked.
staging::MergeRecipe GroupMerger::recipe_of(std::span<Candidate> group,
                                            const Stored* stored) const {
  const bool all = stored == nullptr || view_.existing == Existing::replace;
  staging::MergeRecipe recipe;
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

// By their `_id`s: a document is added up once, whatever versions of it there are. The one of the
// store has in it what was set aside for it.
std::vector<std::uint32_t> GroupMerger::versions_in(const staging::MergeRecipe& recipe,
                                                    const Stored* stored) {
  std::set<std::string> met;
  const auto meet = [&](const Document& document) {
    return met.insert(history::id_key_of(document.at("_id"))).second;
  };
  const auto is_stored = [](const Candidate& candidate) { return candidate.source == 0; };
  if (std::ranges::any_of(recipe.ranked, is_stored)) {
    meet(catalog::decode(store_.text_of(stored->row)));
    for (const Document& document : store_.set_aside_for(stored->row))
      if (document.contains("_id")) meet(document);
  }
  std::vector<std::uint32_t> versions;
  for (std::uint32_t i = 0; i < recipe.ranked.size(); ++i)
    if (const Candidate& one = recipe.ranked[i];
        !is_stored(one) && !meet(staging::read_candidate(reader_, sources_, one).fields))
      versions.push_back(i);
  return versions;
}

std::string GroupMerger::fault_of(const staging::ReadDocument& read) const {
  if (schema_.validator && schema_.validator->refuses())
    if (const auto failures = staging::failures_of(schema_, read.text); !failures.empty())
      return catalog::text_of(failures);
  for (const auto& some : {std::cref(schema_.indexes), std::cref(schema_.plain)})
    for (const catalog::IndexEntry& index : some.get()) {
      const auto state = index.extract(read.fields).state;
      const bool groups = &index == &schema_.indexes[schema_.grouping];
      const bool bad = state == keys::State::parallel || state == keys::State::rejected ||
                       (state == keys::State::several && index.unique() && !groups);
      if (bad) return fmt::format("the index {} does not accept it", index.name());
    }
  return "";
}

// It gave nothing to the document of the store.
Candidate* GroupMerger::leave_as_it_is(Candidate* best) {
  best->outcome = view_.archived(best->content) ? Outcome::unchanged : Outcome::merge;
  return nullptr;
}

Candidate* GroupMerger::set_aside(std::span<Candidate> group, const std::string& reason) {
  for (Candidate& candidate : group) {
    if (candidate.outcome == Outcome::unchanged || candidate.outcome == Outcome::conflict) continue;
    candidate.outcome = Outcome::conflict;
    stage_.conflicts.insert_or_assign(
        candidate.rank,
        fmt::format("conflict: the merged document of its group is invalid: {}", reason));
  }
  return nullptr;
}

}  // namespace profilestore::planning
