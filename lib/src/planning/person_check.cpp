#include "planning/person_check.hpp"

#include "history/decided_id.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace profilestore::planning {

void PersonCheck::begin() {
  person_.forget();
  id_keys_.clear();
}

void PersonCheck::take(const Document& fields) {
  person_.add(fields);
  const std::string id_key = key_of_id(fields);
  if (pairs_.knows(id_key)) id_keys_.push_back(id_key);
}

bool PersonCheck::differs(const Document& fields) {
  field_ = person_.differs(fields).value_or("");
  if (field_.empty()) return false;
  reason_ = fmt::format("{}'{}' differs from that of a document with the same key",
                        identity_conflict, field_);
  return true;
}

bool PersonCheck::is_parted(const Document& fields) {
  const std::string id_key = key_of_id(fields);
  const bool is_parted =
      pairs_.knows(id_key) &&
      std::ranges::any_of(id_keys_, [&](const auto& other) { return pairs_.has(id_key, other); });
  if (is_parted) reason_ = history::parted;
  return is_parted;
}

// Empty: no pair can speak of it.
std::string PersonCheck::key_of_id(const Document& fields) const {
  const Value* id = document::member(fields, "_id");
  return pairs_.any() && id != nullptr ? history::id_key_of(*id) : "";
}

}  // namespace profilestore::planning
