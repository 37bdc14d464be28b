#include "make_unique/group_plan.hpp"

#include <algorithm>
#include <utility>

#include "document/compare.hpp"
#include "history/archive.hpp"
#include "merge/plan.hpp"
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
      pairs_(connection, collection.id),
      rules_met_(schema.questions.size()) {}

GroupPlan GroupPlanner::plan(std::span<const Groups::Member> members, bool strangers) {
  scores_.clear();
  ids_.clear();
  keys_.clear();
  std::vector<Candidate> candidates;
  for (const Groups::Member& member : members) {
    candidates.push_back(
        {.rank = static_cast<std::uint32_t>(candidates.size()), .row = member.row});
    read(member.row);
  }
  merge::View view{schema_.rules.size(), scores_,
                   [this](const Candidate& a, const Candidate& b) {
                     const auto order = document::compare(ids_[a.rank], ids_[b.rank]);
                     return schema_.rules.ends_at_smallest() ? 0 <=> order : order;
                   },
                   [](const merge::Digest&) { return false; }};
  std::vector<std::string> id_keys;  // of those that stay in the group
  if (pairs_.any())
    view.belongs = [&](const Candidate* candidate, bool) {
      return !is_parted(candidate->rank, id_keys);
    };
  bool is_first = true;  // they come the best first
  if (strangers)
    view.belongs = [&](const Candidate*, bool) { return std::exchange(is_first, false); };
  const Candidate* survivor = merge::plan_group(view, candidates, nullptr);
  GroupPlan plan{{commonest_key(), ids_[survivor->rank], {}, {}}, survivor->row, {}, {}};
  for (const Candidate& candidate : candidates) {
    if (&candidate == survivor) continue;
    if (candidate.outcome == merge::Outcome::conflict) {
      plan.group.parted.push_back(std::move(ids_[candidate.rank]));
      plan.parted.push_back(candidate.row);
      continue;
    }
    const bool ruled = candidate.decided_by < schema_.rules.size();
    plan.group.losers.push_back({std::move(ids_[candidate.rank]),
                                 ruled ? schema_.rules.name(candidate.decided_by) : "_id"});
    plan.losers.push_back(candidate.row);
  }
  return plan;
}

bool GroupPlanner::is_parted(std::size_t rank, std::vector<std::string>& id_keys) const {
  std::string id_key = history::id_key_of(ids_[rank]);
  const auto parts = [&](const std::string& other) { return pairs_.has(id_key, other); };
  if (std::ranges::any_of(id_keys, parts)) return true;
  if (pairs_.knows(id_key)) id_keys.push_back(std::move(id_key));
  return false;
}

void GroupPlanner::read(std::int64_t row) {
  std::string text = history::stored_document(connection_, collection_, row).text;
  const std::size_t size = text.size();
  text.resize(size + extjson::Reader::padding());
  const extjson::Reading reading = reader_.read(std::string_view(text).substr(0, size));
  scores_.resize(scores_.size() + schema_.rules.size());
  schema_.rules.score(reading.fields, reading.filled, std::span(scores_).last(schema_.rules.size()),
                      {1, static_cast<std::uint64_t>(row)});
  for (std::size_t i = 0; i < rules_met_.size(); ++i)
    merge::count(schema_.questions[i], reading.fields, rules_met_[i]);
  ids_.push_back(reading.fields.at("_id"));
  count_keys(row, reading.fields);
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
      *query::document_at(connection_, collection_, commonest->second.first_row), commonest->first);
}

}  // namespace profilestore::making_unique
