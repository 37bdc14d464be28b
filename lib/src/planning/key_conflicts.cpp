#include "planning/key_conflicts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace profilestore::planning {

using document::Digest;
using keys::State;
using merge::Outcome;

void KeyConflicts::resolve() {
  if (store_.last_row() > 0) {
    resolve_claims();
    for (Number i = 0; i < groups_.size(); ++i)
      if (groups_[i].writes()) look_in_store(i);
  }
  resolve_keys(suspects());
  resolve_waiting();
}

// Of that which has its key before one that found it by its _id, then of the better.
void KeyConflicts::resolve_claims() {
  std::sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
    return std::tie(a.stored_row, a.by_id, a.first) < std::tie(b.stored_row, b.by_id, b.first);
  });
  const auto is_new = [](const Group& group) { return group.stored_row == 0; };
  for (Group* first = std::find_if_not(groups_.begin(), groups_.end(), is_new);
       first != groups_.end();) {
    const auto is_other = [&](const Group& g) { return g.stored_row != first->stored_row; };
    Group* const last = std::find_if(first, groups_.end(), is_other);
    resolve_claims({first, last});
    first = last;
  }
}

void KeyConflicts::resolve_claims(std::span<const Group> claims) {
  const Group* holder = &claims.front();
  for (const Group& claim : claims.subspan(1)) {
    if (!claim.by_id && !claim.writes()) continue;
    const bool holds = !claim.by_id && (!holder->writes() ||
                                        merge::judge(view_, *claim.best, *holder->best).order > 0);
    const Group& other = holds ? *std::exchange(holder, &claim) : claim;
    if (other.by_id || other.writes()) set_aside(other, other.by_id ? 0 : schema_.grouping);
  }
}

void KeyConflicts::look_in_store(Number number) {
  const Group& group = groups_[number];
  const staging::ReadDocument read = read_best(group);
  WaitingGroup heir{};
  for (std::size_t n = 0; n < schema_.indexes.size(); ++n) {
    if (!can_clash(n)) continue;
    const auto row = store_.row_of(n, read.fields, group.stored_row);
    if (!row) continue;
    const auto giver = who_frees(*row, n, staging::key_digest(schema_.indexes[n], read.fields));
    if (!giver) return set_aside(group, n);
    heir.from.insert(*giver);
    heir.index = n;
  }
  if (!heir.from.empty()) waiting_.emplace(number, std::move(heir));
}

// An _id is never given up: it names one document for ever.
std::optional<KeyConflicts::Number> KeyConflicts::who_frees(std::int64_t row, std::size_t index,
                                                            const staging::KeyDigest& key) {
  if (index == 0) return std::nullopt;
  const auto group =
      std::find_if(std::ranges::lower_bound(groups_, row, {}, &Group::stored_row), groups_.end(),
                   [&](const Group& g) { return g.stored_row != row || g.writes(); });
  if (group == groups_.end() || group->stored_row != row) return std::nullopt;
  const staging::KeyDigest its =
      staging::key_digest(schema_.indexes[index], read_best(*group).fields);
  if (its.shares(key)) return std::nullopt;
  return static_cast<Number>(group - groups_.begin());
}

// Groups differ in the grouping key, but for those of documents whose key names nobody, and of
// those that a merge brought into a partial index.
bool KeyConflicts::can_clash(std::size_t index) const {
  const auto nobody = [](std::int64_t documents) { return documents > 0; };
  return index != schema_.grouping || stage_.elements.size() > 0 ||
         std::ranges::any_of(stage_.nobody.documents, nobody);
}

// Groups that seem to share a key: their digests begin alike.
std::vector<KeyConflicts::Number> KeyConflicts::suspects() const {
  std::set<Number> found;
  for (std::size_t n = 0; n < schema_.indexes.size(); ++n) {
    if (!can_clash(n)) continue;
    files::SpillVector<KeyOfGroup> keys;
    for (Number i = 0; i < groups_.size(); ++i) {
      if (groups_[i].best == nullptr) continue;
      const auto key = stage_.others[groups_[i].best->rank * schema_.indexes.size() + n];
      if (key != 0) keys.push_back({key, i});
    }
    if (n == schema_.grouping) add_elements(keys);
    std::sort(keys.begin(), keys.end(), [](const KeyOfGroup& a, const KeyOfGroup& b) {
      return std::tie(a.key, a.number) < std::tie(b.key, b.number);
    });
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (keys[i].key == keys[i - 1].key) found.insert({keys[i].number, keys[i - 1].number});
  }
  return {found.begin(), found.end()};
}

// One entry a key, whether it is an element's or a document's only one.
void KeyConflicts::add_elements(files::SpillVector<KeyOfGroup>& keys) const {
  if (stage_.elements.size() == 0) return;
  std::map<std::uint32_t, Number> by_rank;
  for (Number i = 0; i < groups_.size(); ++i)
    if (groups_[i].best != nullptr) by_rank.emplace(groups_[i].best->rank, i);
  std::set<std::pair<std::uint64_t, Number>> all;
  for (const staging::ElementKey& element : stage_.elements)
    if (const auto found = by_rank.find(element.rank); found != by_rank.end())
      all.emplace(staging::prefix_of(element.digest), found->second);
  for (const auto& [key, number] : all) keys.push_back({key, number});
}

void KeyConflicts::resolve_keys(std::vector<Number> suspects) {
  std::sort(suspects.begin(), suspects.end(), [&](Number a, Number b) {
    return merge::judge(view_, *groups_[a].best, *groups_[b].best).order > 0;
  });
  std::set<Digest> taken;
  for (const Number i : suspects) {
    const Group& group = groups_[i];
    if (!group.writes()) continue;
    const staging::ReadDocument read = read_best(group);
    std::vector<Digest> own;
    std::optional<std::size_t> clash;
    for (std::size_t n = 0; n < schema_.indexes.size() && !clash; ++n) {
      const staging::KeyDigest key = staging::key_digest(schema_.indexes[n], read.fields);
      if (!can_clash(n)) continue;
      for (const Digest& digest : key.all()) {
        if (taken.contains(digest)) clash = n;
        own.push_back(digest);
      }
    }
    if (clash)
      set_aside(group, *clash);
    else
      taken.insert(own.begin(), own.end());
  }
}

// A key passes on if that document is replaced before. Those that would pass keys on in a circle
// stay waiting, and so does who waits for one that was set aside.
void KeyConflicts::resolve_waiting() {
  std::map<Number, std::set<Number>> waiting;  // for whom
  std::map<Number, std::vector<Number>> heirs_of;
  std::vector<Number> ready;
  for (const auto& [number, heir] : waiting_) {
    if (!groups_[number].writes()) continue;
    waiting.emplace(number, heir.from);
    for (const Number giver : heir.from) {
      if (!waiting_.contains(giver) && groups_[giver].writes() && !heirs_of.contains(giver))
        ready.push_back(giver);
      heirs_of[giver].push_back(number);
    }
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {  // it grows
    for (const Number number : heirs_of[ready[i]]) {
      const auto heir = waiting.find(number);
      heir->second.erase(ready[i]);
      if (!heir->second.empty()) continue;
      waiting.erase(heir);
      if (heirs_of.contains(number)) ready.push_back(number);
    }
    freeing_keys_.push_back(groups_[ready[i]].best);
  }
  for (const auto& [number, givers] : waiting)
    set_aside(groups_[number], waiting_.at(number).index);
}

// As it will be written.
staging::ReadDocument KeyConflicts::read_best(const Group& group) {
  return stage_.recipes.contains(group.best->rank)
             ? group_merger_.read_merged(*group.best, group.stored_row)
             : staging::read_candidate(reader_, sources_, *group.best);
}

void KeyConflicts::set_aside(const Group& group, std::size_t index) {
  for (std::size_t i = group.first; i < group.last; ++i) {
    Candidate& candidate = stage_.candidates[i];
    if (candidate.outcome == Outcome::unchanged || candidate.outcome == Outcome::conflict) continue;
    candidate.outcome = Outcome::conflict;
    candidate.decided_by = static_cast<std::uint8_t>(index);
  }
}

}  // namespace profilestore::planning
