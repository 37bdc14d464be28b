// Who belongs to the person of a group: by the identity fields, and by what was decided before.
#pragma once

#include <string>
#include <vector>

#include "history/not_duplicates.hpp"
#include "planning/plan_groups.hpp"
#include "staging/chunk.hpp"

namespace profilestore::planning {

class IdentityCheck {
 public:
  IdentityCheck(const std::vector<sources::Source>& sources, const staging::ImportSchema& schema,
                StoreView& store, history::NotDuplicates pairs);

  /// Whether there is anything to ask.
  bool matters() const { return schema_.identity.any() || pairs_.any(); }

  /// A new group, with the row of the store's document, or 0.
  void begin(std::int64_t stored_row);

  /// See merge::View::belongs. Each document is asked of once a group.
  bool belongs(const Candidate* candidate, bool anyway);

  /// Why the last one does not.
  const std::string& reason() const { return reason_; }

  /// The identity field that tells it from the person; empty: none does.
  const std::string& field() const { return field_; }

 private:
  void take(const Document& fields, const std::string& id_key);
  std::string key_of_id(const Document& fields) const;
  bool is_stranger(const Candidate& candidate, const Document& fields, const std::string& id_key);

  const std::vector<sources::Source>& sources_;
  const staging::ImportSchema& schema_;
  StoreView& store_;
  history::NotDuplicates pairs_;
  staging::DocumentReader reader_;
  std::string field_;
  std::int64_t stored_row_ = 0;
  merge::Identity::Person person_;
  std::vector<std::string> id_keys_;  ///< of those that belong, and of which pairs speak
  std::string reason_;
};

}  // namespace profilestore::planning
