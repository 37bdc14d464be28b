// What of the groups of an import can't be in one collection together.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "import/gathering.hpp"
#include "import/planning.hpp"

namespace profilestore::importing {

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
class Clashes {
 public:
  Clashes(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme, StoreView& store,
          const merge::View& view, Gatherer& gatherer)
      : stage_(stage),
        sources_(sources),
        scheme_(scheme),
        store_(store),
        view_(view),
        gatherer_(gatherer),
        eye_(scheme) {}

  void add(const Group& group) { groups_.push_back(group); }

  /// Once all groups are there.
  void settle();

  /// In no order.
  std::span<const Group> groups() const { return {groups_.data(), groups_.size()}; }

  /// The documents of the store whose replacing makes way for other groups', in an order in which
  /// none has the key of one that is still there.
  const std::vector<const Candidate*>& making_way() const { return making_way_; }

 private:
  /// Groups are named by their number in `groups_`, indexes by theirs in the scheme.
  using Number = std::uint32_t;

  // A group whose document has a key that one in the store has yet.
  struct Heir {
    std::set<Number> from;  ///< who replace those
    std::size_t index;
  };

  void settle_claims();
  void settle_claims(std::span<const Group> claims);
  void look_in_store(Number number);
  std::optional<Number> who_gives_up(std::int64_t row, std::size_t index, const KeySight& key);
  std::vector<Number> doubtful() const;
  void settle_keys(std::vector<Number> doubtful);
  void settle_heirs();
  Sight see(const Group& group);
  void set_aside(const Group& group, std::size_t index);

  Stage& stage_;
  const std::vector<Source>& sources_;
  const Scheme& scheme_;
  StoreView& store_;
  const merge::View& view_;
  Gatherer& gatherer_;
  Eye eye_;
  Spilled<Group> groups_;  ///< once they are settled: by the row in the store
  std::map<Number, Heir> heirs_;
  std::vector<const Candidate*> making_way_;
};

}  // namespace profilestore::importing
