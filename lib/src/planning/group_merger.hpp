// A group's survivor takes from the others, as the rules say.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planning/document_merger.hpp"
#include "planning/plan_groups.hpp"

namespace profilestore::planning {

class GroupMerger {
 public:
  GroupMerger(staging::Stage& stage, const std::vector<sources::Source>& sources,
              const staging::ImportSchema& schema, StoreView& store, const merge::View& view)
      : stage_(stage),
        schema_(schema),
        store_(store),
        view_(view),
        merger_(schema, sources),
        reader_(schema),
        sources_(sources) {}

  /// `best`: what merge::plan_group returned for `group`. Leaves a recipe with the stage if a merge
  /// makes another document of it. Returns the candidate that stands for what is to be written; or
  /// null if nothing is, and then the outcomes say why.
  Candidate* merge(std::span<Candidate> group, Candidate* best, const merge::Stored* stored);

  /// What is to be written for `candidate`, which has a recipe. `stored_row`: 0: none.
  staging::ReadDocument read_merged(const Candidate& candidate, std::int64_t stored_row);

 private:
  staging::MergeRecipe recipe_of(std::span<Candidate> group, const merge::Stored* stored) const;
  std::vector<std::uint32_t> versions_in(const staging::MergeRecipe& recipe,
                                         const merge::Stored* stored);
  std::string fault_of(const staging::ReadDocument& read) const;
  Candidate* leave_as_it_is(Candidate* best);
  Candidate* set_aside(std::span<Candidate> group, const std::string& reason);

  staging::Stage& stage_;
  const staging::ImportSchema& schema_;
  StoreView& store_;
  const merge::View& view_;
  DocumentMerger merger_;
  staging::DocumentReader reader_;
  const std::vector<sources::Source>& sources_;
};

}  // namespace profilestore::planning
