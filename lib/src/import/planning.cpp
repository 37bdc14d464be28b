#include "import/planning.hpp"

#include <algorithm>
#include <tuple>

#include "document/compare.hpp"
#include "import/clashes.hpp"
#include "import/company.hpp"

namespace profilestore::importing {
namespace {

using document::Digest;
using keys::State;
using merge::Outcome;
using merge::Stored;

using Place = std::tuple<std::uint16_t, std::uint64_t>;

Place place_of(const Candidate& candidate) { return {candidate.source, candidate.offset}; }

class Planner {
 public:
  Planner(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme, StoreView& store)
      : stage_(stage),
        sources_(sources),
        scheme_(scheme),
        store_(store),
        eye_(scheme),
        company_(sources, scheme, store, store.not_duplicates()),
        gatherer_(stage, sources, scheme, store, view_),
        clashes_(stage, sources, scheme, store, view_, gatherer_) {
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
    clashes_.settle();
    number_rows();
    std::vector<Place> making_way;
    for (const Candidate* candidate : clashes_.making_way())
      making_way.push_back(place_of(*candidate));
    std::ranges::sort(all, {}, place_of);
    for (const Place& place : making_way)
      stage_.making_way.push_back(static_cast<std::size_t>(
          std::ranges::lower_bound(all, place, {}, place_of) - all.begin()));
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
    if (best != nullptr || there != nullptr) clashes_.add({first, last, best, row, found.by_id});
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

  void number_rows() {
    Spilled<Group> made;
    for (const Group& group : clashes_.groups())
      if (group.best != nullptr && group.best->outcome == Outcome::insert) made.push_back(group);
    std::ranges::sort(made, {}, [](const Group& group) { return place_of(*group.best); });
    std::int64_t row = store_.last_row();
    for (const Group& group : made) {
      ++row;
      for (std::size_t i = group.first; i < group.last; ++i) stage_.candidates[i].row = row;
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
  Clashes clashes_;
};

}  // namespace

void plan(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme,
          StoreView& store) {
  Planner(stage, sources, scheme, store).run();
}

}  // namespace profilestore::importing
