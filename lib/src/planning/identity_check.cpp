#include "planning/identity_check.hpp"

#include <fmt/format.h>

#include "catalog/rows.hpp"

namespace profilestore::planning {

IdentityCheck::IdentityCheck(const std::vector<sources::Source>& sources,
                             const staging::ImportSchema& schema, StoreView& store,
                             history::NotDuplicates pairs)
    : sources_(sources),
      schema_(schema),
      store_(store),
      reader_(schema),
      person_(schema.identity, std::move(pairs)) {}

void IdentityCheck::begin(std::int64_t stored_row) {
  stored_row_ = stored_row;
  person_.begin();
}

bool IdentityCheck::belongs(const Candidate* candidate, bool anyway) {
  const Document fields = candidate == nullptr
                              ? catalog::decode(store_.text_of(stored_row_))
                              : staging::read_candidate(reader_, sources_, *candidate).fields;
  if (!anyway && is_stranger(*candidate, fields)) return false;
  person_.take(fields);
  // Those that gave way to it tell more of its person.
  if (candidate == nullptr)
    for (const Document& other : store_.set_aside_for(stored_row_)) person_.take(other);
  return true;
}

bool IdentityCheck::is_stranger(const Candidate& candidate, const Document& fields) {
  return person_.differs(fields) || is_unconfirmed(candidate, fields) || person_.is_parted(fields);
}

// The document that showed it for another's may be in the archive by now.
bool IdentityCheck::is_unconfirmed(const Candidate& candidate, const Document& fields) {
  if (!schema_.identity.any() || stored_row_ == 0 || person_.confirms(fields) ||
      !store_.set_aside_by_identity(staging::bytes_of(sources_, candidate)))
    return false;
  person_.set_reason(
      fmt::format("{}it was in conflict before, and nothing has confirmed its identity since",
                  identity_conflict));
  return true;
}

}  // namespace profilestore::planning
