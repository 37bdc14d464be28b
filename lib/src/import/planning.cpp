#include "import/planning.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "document/compare.hpp"
#include "import/company.hpp"
#include "import/gathering.hpp"

namespace profilestore::importing {
namespace {

using document::Digest;
using keys::State;
using merge::Outcome;
using merge::Stored;

// A group whose best document is to be written, and what else it must not clash with.
struct Winner {
  std::size_t first, last;  ///< the group: candidates [first, last)
  Candidate* candidate;
  std::int64_t stored_row;  ///< 0: none
};

// A group that has found a document in the store.
struct Claim {
  std::int64_t row;
  bool by_id;                 ///< it has no key: its _id found it
  std::size_t first, last;    ///< the group
  const Candidate* replaces;  ///< null: nothing is to be written
};

struct KeyOfWinner {
  std::uint64_t key;     ///< the beginning of its digest
  std::uint32_t winner;  ///< its number
};

class Planner {
 public:
  Planner(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme, StoreView& store)
      : stage_(stage),
        sources_(sources),
        scheme_(scheme),
        store_(store),
        eye_(scheme),
        company_(sources, scheme, store, store.not_duplicates()),
        gatherer_(stage, sources, scheme, store, view_) {
    view_.rules = scheme.rules.size();
    view_.scores = stage.scores;
    view_.tie_break = [this](const Candidate& a, const Candidate& b) { return tie_break(a, b); };
    view_.archived = [this](const Digest& content) { return store_.archived(content); };
    view_.existing = scheme.existing;
    view_.of_time = scheme.rules.of_time().value_or(0);
    view_.gives = scheme.merging.any() && scheme.existing == merge::Existing::merge;
    if (company_.matters())
      view_.belongs = [this](const Candidate* candidate, bool anyway) {
        const bool does = company_.belongs(candidate, anyway);
        if (!does) stage_.conflicts.insert_or_assign(candidate->rank, company_.reason());
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
    set_clashes_aside();
    number_rows();
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.source, a.offset) < std::tie(b.source, b.offset);
    });
  }

 private:
  std::weak_ordering tie_break(const Candidate& a, const Candidate& b) {
    const Sight left = importing::see(eye_, sources_, a), right = importing::see(eye_, sources_, b);
    if (const auto order = document::compare(left.fields["_id"], right.fields["_id"]); order != 0)
      return order;
    if (const auto order = left.text <=> right.text; order != 0) return order;
    return bytes_of(sources_, a) <=> bytes_of(sources_, b);
  }

  void plan_group(std::size_t first, std::size_t last) {
    const std::span group(stage_.candidates.data() + first, last - first);
    const Found found = store_.last_row() > 0 ? look_up(group.front()) : Found{};
    const std::optional<Stored>& stored = found.stored;
    const std::int64_t row = stored ? stored->row : 0;
    company_.begin(row);
    const Stored* there = stored ? &*stored : nullptr;
    Candidate* best = merge::plan_group(view_, group, there);
    if (best != nullptr && scheme_.merging.any()) best = gatherer_.gather(group, best, there);
    if (best != nullptr && there != nullptr) best = unless_the_same(best, row);
    for (Candidate& candidate : group) candidate.row = row;
    if (there != nullptr && scheme_.grouping != 0)
      claims_.push_back({row, found.by_id, first, last, best});
    if (best != nullptr) winners_.push_back({first, last, best, row});
  }

  struct Found {
    std::optional<Stored> stored = {};
    bool by_id = false;
  };

  Found look_up(const Candidate& candidate) {
    const Sight sight = importing::see(eye_, sources_, candidate);
    const bool by_id =
        key_sight(scheme_.indexes[scheme_.grouping], sight.fields).state != State::keyed;
    return {store_.find(by_id ? 0 : scheme_.grouping, sight.fields), by_id};
  }

  // What was adopted is not as it was read, and yet may be just what is stored.
  Candidate* unless_the_same(Candidate* best, std::int64_t row) {
    if (!scheme_.users || stage_.recipes.contains(best->rank)) return best;
    if (importing::see(eye_, sources_, *best).text != store_.text_of(row)) return best;
    best->outcome = Outcome::unchanged;
    return nullptr;
  }

  // Two winners with one key under another unique index can't both stay, nor a winner that has the
  // key of a third document in the store. The better of two stays; the other's group is set aside
  // whole, for a human to look at.
  void set_clashes_aside() {
    settle_claims();
    if (store_.last_row() > 0)
      for (Winner& winner : winners_) set_aside_for_store(winner);
    std::set<std::uint32_t> doubtful;
    for (std::size_t n = 0; n < scheme_.indexes.size(); ++n)
      if (n != scheme_.grouping) find_doubtful(n, doubtful);
    settle({doubtful.begin(), doubtful.end()});
  }

  // A document of the store is of one group: of that which has its key before one that found it by
  // its _id, then of the better.
  void settle_claims() {
    std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
      return std::tie(a.row, a.by_id, a.first) < std::tie(b.row, b.by_id, b.first);
    });
    for (Claim* first = claims_.begin(); first != claims_.end();) {
      Claim* const last =
          std::find_if(first, claims_.end(), [&](const Claim& c) { return c.row != first->row; });
      settle_claims({first, last});
      first = last;
    }
  }

  void settle_claims(std::span<const Claim> claims) {
    const Claim* heir = &claims.front();
    for (const Claim& claim : claims.subspan(1)) {
      if (claim.replaces == nullptr && !claim.by_id) continue;
      const bool inherits =
          !claim.by_id && (heir->replaces == nullptr ||
                           merge::judge(view_, *claim.replaces, *heir->replaces).order > 0);
      const Claim& other = inherits ? *std::exchange(heir, &claim) : claim;
      if (other.replaces != nullptr || other.by_id)
        set_aside(other.first, other.last, other.by_id ? 0 : scheme_.grouping);
    }
  }

  void set_aside_for_store(Winner& winner) {
    if (winner.candidate->outcome == Outcome::conflict) return;

    const Sight sight = see(winner);
    for (std::size_t n = 0; n < scheme_.indexes.size(); ++n) {
      if (n == scheme_.grouping) continue;
      const auto row = store_.row_of(n, sight.fields);
      if (row && *row != winner.stored_row) return set_aside(winner.first, winner.last, n);
    }
  }

  // Winners that seem to share a key of index `n`: their digests begin alike.
  void find_doubtful(std::size_t n, std::set<std::uint32_t>& doubtful) const {
    Spilled<KeyOfWinner> keys;
    for (std::uint32_t i = 0; i < winners_.size(); ++i)
      if (const auto key = stage_.others[winners_[i].candidate->rank * scheme_.indexes.size() + n])
        keys.push_back({key, i});
    std::sort(keys.begin(), keys.end(), [](const KeyOfWinner& a, const KeyOfWinner& b) {
      return std::tie(a.key, a.winner) < std::tie(b.key, b.winner);
    });
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (keys[i].key == keys[i - 1].key) doubtful.insert({keys[i].winner, keys[i - 1].winner});
  }

  void settle(std::vector<std::uint32_t> doubtful) {
    std::sort(doubtful.begin(), doubtful.end(), [&](std::uint32_t a, std::uint32_t b) {
      return merge::judge(view_, *winners_[a].candidate, *winners_[b].candidate).order > 0;
    });
    std::set<Digest> taken;
    for (const std::uint32_t i : doubtful) {
      Winner& winner = winners_[i];
      if (winner.candidate->outcome == Outcome::conflict) continue;
      const Sight sight = see(winner);
      std::vector<Digest> own;
      std::optional<std::size_t> clash;
      for (std::size_t n = 0; n < scheme_.indexes.size() && !clash; ++n) {
        const KeySight key = key_sight(scheme_.indexes[n], sight.fields);
        if (n == scheme_.grouping || key.state != State::keyed) continue;
        if (taken.contains(key.digest)) clash = n;
        own.push_back(key.digest);
      }
      if (clash)
        set_aside(winner.first, winner.last, *clash);
      else
        taken.insert(own.begin(), own.end());
    }
  }

  // As it will be written.
  Sight see(const Winner& winner) {
    return stage_.recipes.contains(winner.candidate->rank)
               ? gatherer_.see(*winner.candidate, winner.stored_row)
               : importing::see(eye_, sources_, *winner.candidate);
  }

  void set_aside(std::size_t first, std::size_t last, std::size_t index) {
    for (std::size_t i = first; i < last; ++i) {
      Candidate& candidate = stage_.candidates[i];
      if (candidate.outcome == Outcome::unchanged || candidate.outcome == Outcome::conflict)
        continue;
      candidate.outcome = Outcome::conflict;
      candidate.decided_by = static_cast<std::uint8_t>(index);
    }
  }

  void number_rows() {
    const auto end = std::remove_if(winners_.begin(), winners_.end(), [](const Winner& winner) {
      return winner.candidate->outcome != Outcome::insert;
    });
    winners_.shorten(static_cast<std::size_t>(end - winners_.begin()));
    std::sort(winners_.begin(), winners_.end(), [](const Winner& a, const Winner& b) {
      return std::tie(a.candidate->source, a.candidate->offset) <
             std::tie(b.candidate->source, b.candidate->offset);
    });
    std::int64_t row = store_.last_row();
    for (const Winner& winner : winners_) {
      ++row;
      for (std::size_t i = winner.first; i < winner.last; ++i) stage_.candidates[i].row = row;
    }
  }

  Stage& stage_;
  const std::vector<Source>& sources_;
  const Scheme& scheme_;
  StoreView& store_;
  Eye eye_;
  merge::View view_ = {};
  Company company_;
  Gatherer gatherer_;
  Spilled<Winner> winners_;
  Spilled<Claim> claims_;
};

}  // namespace

void plan(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme,
          StoreView& store) {
  Planner(stage, sources, scheme, store).run();
}

}  // namespace profilestore::importing
