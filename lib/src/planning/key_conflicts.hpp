// What of the groups of an import can't be in one collection together.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "planning/group_merger.hpp"
#include "planning/plan_groups.hpp"

namespace profilestore::planning {

/// A group whose best document is to be written, or that has found one in the store.
struct Group {
  std::size_t first, last;  ///< candidates [first, last)
  Candidate* best;          ///< null: nothing is to be written
  std::int64_t stored_row;  ///< 0: none
  bool by_id;               ///< it has no key: its `_id` found the one in the store

  bool writes() const { return best != nullptr && best->outcome != merge::Outcome::conflict; }
};

/// A document of the store is of one group, and no two documents have one key under a unique index.
/// The better of two groups stays; the other is set aside whole, for a human to look at.
class KeyConflicts {
 public:
  KeyConflicts(staging::Stage& stage, const std::vector<sources::Source>& sources,
               const staging::ImportSchema& schema, StoreView& store, const merge::View& view,
               GroupMerger& gatherer)
      : stage_(stage),
        sources_(sources),
        schema_(schema),
        store_(store),
        view_(view),
        group_merger_(gatherer),
        reader_(schema) {}

  void add(const Group& group) { groups_.push_back(group); }

  /// Once all groups are there.
  void resolve();

  /// In no order.
  std::span<const Group> groups() const { return {groups_.data(), groups_.size()}; }

  /// The documents of the store whose replacing makes way for other groups', in an order in which
  /// none has the key of one that is still there.
  const std::vector<const Candidate*>& freeing_keys() const { return freeing_keys_; }

 private:
  /// Groups are named by their number in `groups_`, indexes by theirs in the schema.
  using Number = std::uint32_t;

  // A group whose document has a key that one in the store has yet.
  struct WaitingGroup {
    std::set<Number> from;  ///< who replace those
    std::size_t index;
  };

  struct KeyOfGroup {
    std::uint64_t key;  ///< the beginning of its digest
    Number number;
  };

  void add_elements(files::SpillVector<KeyOfGroup>& keys) const;
  void resolve_claims();
  void resolve_claims(std::span<const Group> claims);
  void look_in_store(Number number);
  std::optional<Number> who_frees(std::int64_t row, std::size_t index,
                                  const staging::KeyDigest& key);
  bool can_clash(std::size_t index) const;
  std::vector<Number> suspects() const;
  void resolve_keys(std::vector<Number> suspects);
  void resolve_waiting();
  staging::ReadDocument read_best(const Group& group);
  void set_aside(const Group& group, std::size_t index);

  staging::Stage& stage_;
  const std::vector<sources::Source>& sources_;
  const staging::ImportSchema& schema_;
  StoreView& store_;
  const merge::View& view_;
  GroupMerger& group_merger_;
  staging::DocumentReader reader_;
  files::SpillVector<Group> groups_;  ///< once they are settled: by the row in the store
  std::map<Number, WaitingGroup> waiting_;
  std::vector<const Candidate*> freeing_keys_;
};

}  // namespace profilestore::planning
