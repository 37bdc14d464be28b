#include "planning/plan_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "catalog/rows.hpp"
#include "document/compare.hpp"
#include "planning/identity_check.hpp"
#include "planning/joined_keys.hpp"
#include "planning/key_conflicts.hpp"
#include "planning/reasons.hpp"
#include "staging/merged_ids.hpp"

namespace profilestore::planning {
namespace {

using document::Digest;
using merge::Outcome;
using merge::Stored;

using Place = std::tuple<std::uint16_t, std::uint64_t>;

Place place_of(const Candidate& candidate) { return {candidate.source, candidate.offset}; }

class Planner {
 public:
  Planner(staging::Stage& stage, const std::vector<sources::Source>& sources,
          const staging::ImportSchema& schema, StoreView& store)
      : stage_(stage),
        sources_(sources),
        schema_(schema),
        store_(store),
        reader_(schema),
        joined_keys_(stage),
        identity_check_(sources, schema, store, store.not_duplicates()),
        group_merger_(stage, sources, schema, store, view_),
        conflicts_(stage, sources, schema, store, view_, group_merger_) {
    view_.rules = schema.rules.size();
    view_.scores = stage.scores;
    view_.tie_break = [this](const Candidate& a, const Candidate& b) { return tie_break(a, b); };
    view_.archived = [this](const Digest& content) { return store_.archived(content); };
    view_.existing = schema.existing;
    view_.by_hand = schema.rules.keeps_by_hand();
    view_.of_time = schema.rules.of_time().value_or(0);
    view_.gives = schema.merging.any() && schema.existing == merge::Existing::merge;
    if (identity_check_.matters())
      view_.belongs = [this](const Candidate* candidate, bool anyway) {
        const bool does = identity_check_.belongs(candidate, anyway);
        if (!does) stage_.conflicts.insert_or_assign(candidate->rank, identity_check_.reason());
        if (!does && !identity_check_.field().empty()) parted_by_.insert(identity_check_.field());
        return does;
      };
  }

  void run() {
    auto& all = stage_.candidates;
    const auto order = [](const Candidate& c) { return std::tie(c.key, c.source, c.offset); };
    const auto unusable = [](const Candidate& c) { return c.outcome == Outcome::quarantine; };
    const auto begin = std::partition(all.begin(), all.end(), unusable);
    std::sort(begin, all.end(),
              [&](const Candidate& a, const Candidate& b) { return order(a) < order(b); });
    for (auto first = begin; first != all.end();) {
      const auto last =
          std::find_if(first, all.end(), [&](const Candidate& c) { return c.key != first->key; });
      plan_group(static_cast<std::size_t>(first - all.begin()),
                 static_cast<std::size_t>(last - all.begin()));
      first = last;
    }
    conflicts_.resolve();
    count_decisions();
    number_rows();
    std::vector<Place> freeing_keys;
    for (const Candidate* candidate : conflicts_.freeing_keys())
      freeing_keys.push_back(place_of(*candidate));
    std::ranges::sort(all, {}, place_of);
    for (const Place& place : freeing_keys)
      stage_.freeing_keys.push_back(static_cast<std::size_t>(
          std::ranges::lower_bound(all, place, {}, place_of) - all.begin()));
  }

 private:
  std::weak_ordering tie_break(const Candidate& a, const Candidate& b) {
    const staging::ReadDocument left = staging::read_candidate(reader_, sources_, a),
                                right = staging::read_candidate(reader_, sources_, b);
    if (const auto order = document::compare(left.fields["_id"], right.fields["_id"]); order != 0)
      return schema_.rules.ends_at_smallest() ? 0 <=> order : order;
    if (const auto order = left.text <=> right.text; order != 0) return order;
    return staging::bytes_of(sources_, a) <=> staging::bytes_of(sources_, b);
  }

  void plan_group(std::size_t first, std::size_t last) {
    const std::span group(stage_.candidates.data() + first, last - first);
    const Found found = store_.last_row() > 0 ? look_up(group) : Found{};
    if (found.several) return set_aside(group);
    const std::optional<Stored>& stored = found.stored;
    const std::int64_t row = stored ? stored->row : 0;
    identity_check_.begin(row);
    const Stored* there = stored ? &*stored : nullptr;
    parted_by_.clear();
    Candidate* best = merge::plan_group(view_, group, there);
    for (const std::string& field : parted_by_) ++stage_.parted[field];
    set_disconnected_aside(group, best, there);
    if (best != nullptr && schema_.merging.any()) best = group_merger_.merge(group, best, there);
    if (best != nullptr && there != nullptr) best = unless_the_same(best, row);
    for (Candidate& candidate : group) candidate.row = row;
    if (best != nullptr || there != nullptr) conflicts_.add({first, last, best, row, found.by_id});
  }

  // A group is decided by what told its survivor from the next best.
  void count_decisions() {
    for (const Group& group : conflicts_.groups()) {
      const Candidate* next = nullptr;
      for (std::size_t i = group.first; i < group.last; ++i)
        if (const Candidate& one = stage_.candidates[i]; one.outcome == Outcome::merge)
          if (next == nullptr || one.decided_by > next->decided_by) next = &one;
      if (next != nullptr && next->decided_by < schema_.rules.given())
        ++stage_.decisions[schema_.rules.name(next->decided_by)];
      else if (next != nullptr && next->decided_by <= schema_.rules.size())
        ++stage_.ties;
      if (group.best == nullptr || !group.writes()) continue;
      if (const auto recipe = stage_.recipes.find(group.best->rank); recipe != stage_.recipes.end())
        for (const std::string& rule : recipe->second.rules) ++stage_.merges[rule];
    }
  }

  struct Found {
    std::optional<Stored> stored = {};
    bool by_id = false;
    bool several = false;  ///< documents of the store, which are not for an import to merge
  };

  Found look_up(std::span<const Candidate> group) {
    if (joined_keys_.contains(group.front().key)) return look_up_all(group);
    const staging::ReadDocument read = staging::read_candidate(reader_, sources_, group.front());
    const bool by_id = staging::groups_by_id(
        schema_, staging::key_digest(schema_.indexes[schema_.grouping], read.fields), read.fields);
    return {store_.find(by_id ? 0 : schema_.grouping, read.fields), by_id};
  }

  // Where arrays, or merges by hand, join keys, each document has others.
  Found look_up_all(std::span<const Candidate> group) {
    std::set<std::int64_t> rows;
    for (const Candidate& candidate : group) {
      const Document fields = staging::read_candidate(reader_, sources_, candidate).fields;
      if (const auto* into = merged_into(fields)) {
        rows.insert(into->row);
        continue;
      }
      for (const std::int64_t row : store_.rows_of(schema_.grouping, fields)) rows.insert(row);
    }
    if (rows.empty()) return {};
    if (rows.size() > 1) several_ = {rows.begin(), rows.end()};
    return {store_.stored_at(*rows.begin()), false, rows.size() > 1};
  }

  const staging::MergedIds::Into* merged_into(const Document& fields) const {
    return schema_.merged_ids ? schema_.merged_ids->find(fields) : nullptr;
  }

  // What the store has, or had, stays as it is.
  void set_aside(std::span<Candidate> group) {
    std::set<Digest> there;
    for (const std::int64_t row : several_) {
      const Stored stored = store_.stored_at(row);
      there.insert({stored.content, stored.origin});
    }
    for (Candidate& candidate : group) {
      if (there.contains(candidate.content) || store_.archived(candidate.content)) {
        candidate.outcome = Outcome::unchanged;
        continue;
      }
      candidate.outcome = Outcome::conflict;
      stage_.conflicts.insert_or_assign(
          candidate.rank,
          fmt::format("conflict: several documents of the collection have its keys under the index "
                      "{}; merge those first",
                      schema_.indexes[schema_.grouping].name()));
    }
  }

  // In a group that arrays join, somebody else may be what joins a document to the survivor: once
  // one was set aside, only those that share a key with the survivor itself are merged.
  void set_disconnected_aside(std::span<Candidate> group, const Candidate* best,
                              const Stored* there) {
    const auto parted = [](const Candidate& c) { return c.outcome == Outcome::conflict; };
    if (!joined_keys_.contains(group.front().key) || std::ranges::none_of(group, parted)) return;
    const catalog::IndexEntry& index = schema_.indexes[schema_.grouping];
    std::vector<staging::KeyDigest> survivors;
    if (best != nullptr) survivors.push_back(key_of(index, *best));
    if (there != nullptr)
      survivors.push_back(staging::key_digest(index, catalog::decode(store_.text_of(there->row))));
    for (Candidate& candidate : group) {
      if (&candidate == best || candidate.outcome != Outcome::merge) continue;
      const Document fields = staging::read_candidate(reader_, sources_, candidate).fields;
      const staging::KeyDigest key = staging::key_digest(index, fields);
      if (merged_into(fields) != nullptr ||
          std::ranges::any_of(survivors, [&](const auto& one) { return one.shares(key); }))
        continue;
      candidate.outcome = Outcome::conflict;
      stage_.conflicts.insert_or_assign(candidate.rank, std::string(joined_by_another));
    }
  }

  staging::KeyDigest key_of(const catalog::IndexEntry& index, const Candidate& candidate) {
    return staging::key_digest(index, staging::read_candidate(reader_, sources_, candidate).fields);
  }

  // What was adopted is not as it was read, and yet may be just what is stored.
  Candidate* unless_the_same(Candidate* best, std::int64_t row) {
    if (!schema_.users || stage_.recipes.contains(best->rank)) return best;
    if (staging::read_candidate(reader_, sources_, *best).text != store_.text_of(row)) return best;
    best->outcome = Outcome::unchanged;
    return nullptr;
  }

  void number_rows() {
    files::SpillVector<Group> made;
    for (const Group& group : conflicts_.groups())
      if (group.best != nullptr && group.best->outcome == Outcome::insert) made.push_back(group);
    std::ranges::sort(made, {}, [](const Group& group) { return place_of(*group.best); });
    std::int64_t row = store_.last_row();
    for (const Group& group : made) {
      ++row;
      for (std::size_t i = group.first; i < group.last; ++i) stage_.candidates[i].row = row;
    }
  }

  staging::Stage& stage_;
  const std::vector<sources::Source>& sources_;
  const staging::ImportSchema& schema_;
  StoreView& store_;
  staging::DocumentReader reader_;
  JoinedKeys joined_keys_;
  merge::View view_ = {};
  IdentityCheck identity_check_;
  GroupMerger group_merger_;
  KeyConflicts conflicts_;
  std::set<std::string> parted_by_;    ///< fields that split the group
  std::vector<std::int64_t> several_;  ///< rows of the store that a group meets
};

}  // namespace

void plan(staging::Stage& stage, const std::vector<sources::Source>& sources,
          const staging::ImportSchema& schema, StoreView& store) {
  Planner(stage, sources, schema, store).run();
}

Ledger ledger_of(const staging::Stage& stage) {
  Ledger ledger;
  ledger.read = static_cast<std::int64_t>(stage.candidates.size());
  for (const Candidate& candidate : stage.candidates) switch (candidate.outcome) {
      case merge::Outcome::insert:
        ++ledger.inserted;
        break;
      case merge::Outcome::update:
        ++ledger.updated;
        break;
      case merge::Outcome::unchanged:
        ++ledger.unchanged;
        break;
      case merge::Outcome::merge:
        ++ledger.merged;
        break;
      case merge::Outcome::conflict:
        ++ledger.conflicted;
        break;
      case merge::Outcome::pending:
      case merge::Outcome::quarantine:
        ++ledger.quarantined;
    }
  return ledger;
}

}  // namespace profilestore::planning
