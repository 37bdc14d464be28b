// A group's survivor takes from the others, as the rules say.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "import/mixing.hpp"
#include "import/planning.hpp"

namespace profilestore::importing {

class Gatherer {
 public:
  Gatherer(Stage& stage, const std::vector<Source>& sources, const Scheme& scheme, StoreView& store,
           const merge::View& view)
      : stage_(stage), scheme_(scheme), store_(store), view_(view), mixer_(scheme, sources) {}

  /// `best`: what merge::plan_group returned for `group`. Leaves a recipe with the stage if a merge
  /// makes another document of it. Returns the candidate that stands for what is to be written; or
  /// null if nothing is, and then the outcomes say why.
  Candidate* gather(std::span<Candidate> group, Candidate* best, const merge::Stored* stored);

  /// What is to be written for `candidate`, which has a recipe. `stored_row`: 0: none.
  Sight see(const Candidate& candidate, std::int64_t stored_row);

 private:
  Recipe recipe_of(std::span<Candidate> group, const merge::Stored* stored) const;
  std::string fault_of(const Sight& sight) const;
  Candidate* leave_as_it_is(Candidate* best);
  Candidate* set_aside(std::span<Candidate> group, const std::string& reason);

  Stage& stage_;
  const Scheme& scheme_;
  StoreView& store_;
  const merge::View& view_;
  Mixer mixer_;
};

}  // namespace profilestore::importing
