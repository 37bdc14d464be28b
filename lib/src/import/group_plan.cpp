#include "import/group_plan.hpp"

#include <algorithm>

#include "document/compare.hpp"
#include "import/archive.hpp"
#include "merge/plan.hpp"
#include "store/reading.hpp"

namespace profilestore::importing {

using merge::Candidate;

GroupPlanner::GroupPlanner(sqlite::Connection& connection, const store::CollectionEntry& collection,
                           const store::IndexEntry& index, const Scheme& scheme)
    : connection_(connection),
      collection_(collection),
      index_(index),
      scheme_(scheme),
      reader_(scheme.fields()) {}

GroupPlan GroupPlanner::plan(std::span<const Groups::Member> members) {
  scores_.clear();
  ids_.clear();
  keys_.clear();
  std::vector<Candidate> candidates;
  for (const Groups::Member& member : members) {
    candidates.push_back(
        {.rank = static_cast<std::uint32_t>(candidates.size()), .row = member.row});
    read(member.row);
  }
  const merge::View view{scheme_.rules.size(), scores_,
                         [this](const Candidate& a, const Candidate& b) {
                           return document::compare(ids_[a.rank], ids_[b.rank]);
                         },
                         [](const merge::Digest&) { return false; }};
  const Candidate* survivor = merge::plan_group(view, candidates, nullptr);
  GroupPlan plan{{commonest_key(), ids_[survivor->rank], {}}, survivor->row, {}};
  for (const Candidate& candidate : candidates) {
    if (&candidate == survivor) continue;
    const bool ruled = candidate.decided_by < scheme_.rules.size();
    plan.group.losers.push_back({std::move(ids_[candidate.rank]),
                                 ruled ? scheme_.rules.name(candidate.decided_by) : "_id"});
    plan.losers.push_back(candidate.row);
  }
  return plan;
}

void GroupPlanner::read(std::int64_t row) {
  std::string text = stored_document(connection_, collection_, row).text;
  const std::size_t size = text.size();
  text.resize(size + extjson::Reader::padding());
  const extjson::Reading reading = reader_.read(std::string_view(text).substr(0, size));
  scores_.resize(scores_.size() + scheme_.rules.size());
  scheme_.rules.score(reading.fields, reading.filled, std::span(scores_).last(scheme_.rules.size()),
                      {1, static_cast<std::uint64_t>(row)});
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
      *store::document_at(connection_, collection_, commonest->second.first_row), commonest->first);
}

}  // namespace profilestore::importing
