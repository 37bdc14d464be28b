#include "planning/identity_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"

namespace profilestore::planning {

IdentityCheck::IdentityCheck(const std::vector<sources::Source>& sources,
                             const staging::ImportSchema& schema, StoreView& store,
                             history::NotDuplicates pairs)
    : sources_(sources),
      schema_(schema),
      store_(store),
      pairs_(std::move(pairs)),
      reader_(schema),
      person_(schema.identity) {}

void IdentityCheck::begin(std::int64_t stored_row) {
  stored_row_ = stored_row;
  person_.forget();
  id_keys_.clear();
}

bool IdentityCheck::belongs(const Candidate* candidate, bool anyway) {
  const Document fields = candidate == nullptr
                              ? catalog::decode(store_.text_of(stored_row_))
                              : staging::read_candidate(reader_, sources_, *candidate).fields;
  const std::string id_key = key_of_id(fields);
  if (!anyway && is_stranger(*candidate, fields, id_key)) return false;
  take(fields, id_key);
  // Those that gave way to it tell more of its person.
  if (candidate == nullptr)
    for (const Document& other : store_.set_aside_for(stored_row_)) take(other, key_of_id(other));
  return true;
}

void IdentityCheck::take(const Document& fields, const std::string& id_key) {
  person_.add(fields);
  if (pairs_.knows(id_key)) id_keys_.push_back(id_key);
}

// Empty: no pair can speak of it.
std::string IdentityCheck::key_of_id(const Document& fields) const {
  const Value* id = document::member(fields, "_id");
  return pairs_.any() && id != nullptr ? history::id_key_of(*id) : "";
}

bool IdentityCheck::is_stranger(const Candidate& candidate, const Document& fields,
                                const std::string& id_key) {
  field_ = person_.differs(fields).value_or("");
  if (!field_.empty()) {
    reason_ = fmt::format("{}'{}' differs from that of a document with the same key",
                          identity_conflict, field_);
    return true;
  }
  // The document that showed it for another's may be in the archive by now.
  if (schema_.identity.any() && stored_row_ != 0 && !person_.confirms(fields) &&
      store_.set_aside_by_identity(staging::bytes_of(sources_, candidate))) {
    reason_ =
        fmt::format("{}it was in conflict before, and nothing has confirmed its identity since",
                    identity_conflict);
    return true;
  }
  const bool is_parted =
      pairs_.knows(id_key) &&
      std::ranges::any_of(id_keys_, [&](const auto& other) { return pairs_.has(id_key, other); });
  if (is_parted) reason_ = history::parted;
  return is_parted;
}

}  // namespace profilestore::planning
