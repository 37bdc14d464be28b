#include "make_unique/group_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "document/compare.hpp"
#include "history/archive.hpp"
#include "merge/plan.hpp"
#include "planning/reasons.hpp"
#include "query/reading.hpp"

namespace profilestore::making_unique {

using merge::Candidate;

GroupPlanner::GroupPlanner(sqlite::Connection& connection,
                           const catalog::CollectionEntry& collection,
                           const catalog::IndexEntry& index, const staging::ImportSchema& schema)
    : connection_(connection),
      collection_(collection),
      index_(index),
      schema_(schema),
      reader_(schema.fields()),
      person_(schema.identity, {connection, collection.id}),
      merger_(connection, collection, index, schema),
      rules_met_(schema.questions.size()) {}

GroupPlan GroupPlanner::plan(std::span<const Groups::Member> members, bool strangers) {
  scores_.clear();
  ids_.clear();
  fields_.clear();
  keys_.clear();
  std::vector<Candidate> candidates;
  for (const Groups::Member& member : members) {
    candidates.push_back(
        {.rank = static_cast<std::uint32_t>(candidates.size()), .row = member.row});
    read(member.row);
  }
  merge::View view = this->view();
  set_apart(candidates, view, strangers);
  const Candidate* survivor = merge::plan_group(view, candidates, nullptr);
  GroupPlan plan{
      {commonest_key(), ids_[survivor->rank], {}, {}, {}, {}}, survivor->row, {}, {}, {}};
  for (const Candidate& candidate : candidates) {
    if (&candidate == survivor) continue;
    if (candidate.outcome == merge::Outcome::conflict) {
      plan.group.parted.push_back(ids_[candidate.rank]);
      plan.parted.push_back(candidate.row);
      plan.group.reasons.push_back(reasons_[candidate.rank]);
      continue;
    }
    const bool ruled = candidate.decided_by < schema_.rules.size();
    plan.group.losers.push_back(
        {ids_[candidate.rank], ruled ? schema_.rules.name(candidate.decided_by) : "_id"});
    plan.losers.push_back(candidate.row);
  }
  set_disconnected_aside(plan, candidates);
  merge_into(plan, view, candidates);
  if (!plan.losers.empty()) count_decision(candidates);
  return plan;
}

merge::View GroupPlanner::view() {
  return {schema_.rules.size(), scores_,
          [this](const Candidate& a, const Candidate& b) {
            const auto order = document::compare(ids_[a.rank], ids_[b.rank]);
            return schema_.rules.ends_at_smallest() ? 0 <=> order : order;
          },
          [](const merge::Digest&) { return false; }};
}

// They are asked for the best first.
void GroupPlanner::set_apart(std::vector<Candidate>& candidates, merge::View& view,
                             bool strangers) {
  reasons_.clear();
  person_.begin();
  if (strangers) {
    view.belongs = [this, is_first = true](const Candidate* candidate, bool) mutable {
      reasons_[candidate->rank] = fmt::format(
          "conflict: its key names nobody, and another document has it under the unique index {}",
          index_.name());
      return std::exchange(is_first, false);
    };
  } else if (person_.matters() && candidates.size() > 1) {
    view.belongs = [this](const Candidate* candidate, bool) {
      const Document& fields = fields_[candidate->rank];
      const bool is_stranger = person_.differs(fields) || person_.is_parted(fields);
      if (!is_stranger) {
        person_.take(fields);
        return true;
      }
      reasons_[candidate->rank] = person_.reason();
      if (!person_.field().empty()) ++results_.parted[person_.field()];
      return false;
    };
  }
}

// If what comes of it cannot be in the collection, the survivor stays as it is, and the others
// beside it are set apart: what they would have given is not lost in an archive.
// Somebody else may be what joins a document to the survivor by an array: once one was set aside,
// only those that share a key with the survivor itself are its duplicates.
void GroupPlanner::set_disconnected_aside(GroupPlan& plan, std::vector<Candidate>& candidates) {
  if (plan.parted.empty() || plan.losers.empty()) return;
  const auto key_of = [this](std::int64_t row) {
    return staging::key_digest(index_, query::existing_document(connection_, collection_, row));
  };
  const staging::KeyDigest survivor = key_of(plan.survivor);
  for (std::size_t i = plan.losers.size(); i-- > 0;) {
    if (key_of(plan.losers[i]).shares(survivor)) continue;
    std::ranges::find(candidates, plan.losers[i], &Candidate::row)->outcome =
        merge::Outcome::conflict;
    plan.parted.push_back(plan.losers[i]);
    plan.group.parted.push_back(std::move(plan.group.losers[i].id));
    plan.group.reasons.emplace_back(planning::joined_by_another);
    plan.losers.erase(plan.losers.begin() + static_cast<std::ptrdiff_t>(i));
    plan.group.losers.erase(plan.group.losers.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void GroupPlanner::merge_into(GroupPlan& plan, const merge::View& view,
                              const std::vector<Candidate>& candidates) {
  std::vector<const Candidate*> ranked;
  for (const Candidate& candidate : candidates)
    if (candidate.outcome != merge::Outcome::conflict) ranked.push_back(&candidate);
  std::ranges::sort(ranked, [&](const Candidate* a, const Candidate* b) {
    return merge::judge(view, *a, *b).order > 0;
  });
  std::vector<std::int64_t> rows;
  for (const Candidate* candidate : ranked) rows.push_back(candidate->row);
  plan.merged = merger_.merge(rows);
  if (!plan.merged) return;
  if (!plan.merged->fault.empty()) {
    const std::string why = "conflict: the merged document of its group is invalid: " +
                            std::exchange(plan.merged, std::nullopt)->fault;
    for (std::size_t i = 0; i < plan.losers.size(); ++i) {
      plan.group.parted.push_back(std::move(plan.group.losers[i].id));
      plan.parted.push_back(plan.losers[i]);
      plan.group.reasons.push_back(why);
    }
    plan.losers.clear();
    plan.group.losers.clear();
    return;
  }
  std::set<std::string> rules;
  for (const merge::Taken& taken : plan.merged->merged.taken) {
    UniqueGroup::Taken& told = plan.group.taken.emplace_back();
    told = {taken.field, taken.rule, {}};
    for (const std::size_t rank : taken.from) told.from.push_back(plan.merged->merged.ids[rank]);
    if (rules.insert(taken.rule).second) ++results_.merges[taken.rule];
  }
}

// A group is decided by what told its survivor from the next best.
void GroupPlanner::count_decision(const std::vector<Candidate>& candidates) {
  const Candidate* next = nullptr;
  for (const Candidate& one : candidates)
    if (one.outcome == merge::Outcome::merge)
      if (next == nullptr || one.decided_by > next->decided_by) next = &one;
  if (next == nullptr) return;
  if (next->decided_by < schema_.rules.given())
    ++results_.decisions[schema_.rules.name(next->decided_by)];
  else
    ++results_.ties;
}

void GroupPlanner::read(std::int64_t row) {
  std::string text = history::stored_document(connection_, collection_, row).text;
  const std::size_t size = text.size();
  text.resize(size + extjson::Reader::padding());
  const extjson::Reading reading = reader_.read(std::string_view(text).substr(0, size));
  scores_.resize(scores_.size() + schema_.rules.size());
  schema_.rules.score(reading.fields, reading.filled, std::span(scores_).last(schema_.rules.size()),
                      {0, static_cast<std::uint64_t>(row)});
  for (std::size_t i = 0; i < rules_met_.size(); ++i)
    merge::count(schema_.questions[i], reading.fields, rules_met_[i]);
  ids_.push_back(reading.fields.at("_id"));
  count_keys(row, reading.fields);
  fields_.push_back(reading.fields);
}

void GroupPlanner::count_keys(std::int64_t row, const Document& fields) {
  keys::Extract extract = index_.extract(fields);
  if (extract.state == keys::State::keyed) extract.keys.push_back(std::move(extract.key));
  for (keys::Key& key : extract.keys) {
    Shared& shared = keys_[std::move(key)];
    if (shared.documents++ == 0) shared.first_row = row;
  }
}

Document GroupPlanner::commonest_key() {
  const auto commonest =
      std::ranges::max_element(keys_, {}, [](const auto& entry) { return entry.second.documents; });
  return index_.index.key_value(
      query::existing_document(connection_, collection_, commonest->second.first_row),
      commonest->first);
}

}  // namespace profilestore::making_unique
