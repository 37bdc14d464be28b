// Who of the documents of sources belongs to the person of a group: see PersonCheck.
#pragma once

#include <string>
#include <vector>

#include "history/not_duplicates.hpp"
#include "planning/person_check.hpp"
#include "planning/plan_groups.hpp"
#include "staging/chunk.hpp"

namespace profilestore::planning {

class IdentityCheck {
 public:
  IdentityCheck(const std::vector<sources::Source>& sources, const staging::ImportSchema& schema,
                StoreView& store, history::NotDuplicates pairs);

  /// Whether there is anything to ask.
  bool matters() const { return person_.matters(); }

  /// A new group, with the row of the store's document, or 0.
  void begin(std::int64_t stored_row);

  /// See merge::View::belongs. Each document is asked of once a group.
  bool belongs(const Candidate* candidate, bool anyway);

  /// Why the last one does not.
  const std::string& reason() const { return person_.reason(); }

  /// The identity field that tells it from the person; empty: none does.
  const std::string& field() const { return person_.field(); }

 private:
  bool is_stranger(const Candidate& candidate, const Document& fields);
  bool is_unconfirmed(const Candidate& candidate, const Document& fields);

  const std::vector<sources::Source>& sources_;
  const staging::ImportSchema& schema_;
  StoreView& store_;
  staging::DocumentReader reader_;
  std::int64_t stored_row_ = 0;
  PersonCheck person_;
};

}  // namespace profilestore::planning
