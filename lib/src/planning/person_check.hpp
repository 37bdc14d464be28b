// Who belongs to the person of a group: by the identity fields, and by the pairs of which it was
// decided that they are no duplicates.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "history/not_duplicates.hpp"
#include "merge/identity.hpp"

namespace profilestore::planning {

/// What a reason of the quarantine begins with, if identity is why.
inline constexpr std::string_view identity_conflict = "conflict of identity: ";

class PersonCheck {
 public:
  /// REQUIRES: `identity` stays.
  PersonCheck(const merge::Identity& identity, history::NotDuplicates pairs)
      : identity_(identity), pairs_(std::move(pairs)), person_(identity) {}

  /// Whether there is anything to ask.
  bool matters() const { return identity_.any() || pairs_.any(); }

  /// A new group.
  void begin();

  /// The document is of the person.
  void take(const Document& fields);

  /// Whether it is of another person, by an identity field. Then there is a reason.
  bool differs(const Document& fields);

  /// Whether a field that is known of the person is the same.
  bool confirms(const Document& fields) const { return person_.confirms(fields); }

  /// Whether it is no duplicate of one that was taken. Then there is a reason.
  bool is_parted(const Document& fields);

  /// Why the last one does not belong; and by which identity field: empty: none.
  const std::string& reason() const { return reason_; }
  const std::string& field() const { return field_; }

  /// For what another asks.
  void set_reason(std::string reason) { reason_ = std::move(reason); }

 private:
  std::string key_of_id(const Document& fields) const;

  const merge::Identity& identity_;
  history::NotDuplicates pairs_;
  merge::Identity::Person person_;
  std::vector<std::string> id_keys_;  ///< of those that belong, and of which pairs speak
  std::string reason_, field_;
};

}  // namespace profilestore::planning
