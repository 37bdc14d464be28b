#include "crud/update_run.hpp"

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"

namespace profilestore::crud {

void stamp(Document& document, const Value& now, const Document* before) {
  if (before == nullptr)
    document["createdAt"] = now;
  else if (before->contains("createdAt"))
    document["createdAt"] = before->at("createdAt");
  document["updatedAt"] = now;
}

UpdateRun::UpdateRun(const catalog::CollectionEntry& collection,
                     const std::vector<match::Filter>& filters, const update::Update& update,
                     Value now)
    : collection_(collection), filters_(filters), update_(update), now_(std::move(now)) {}

void UpdateRun::apply(const sqlite::StoredRow& stored) {
  if (after_) return;
  before_ = catalog::document_in(collection_, stored);
  row_ = stored.row;
  origin_ = stored.origin;
  require_match();
  Document result = *before_;
  changed_ = update_.apply(result, now_, false, position());
  if (changed_ && collection_.timestamps) stamp(result, now_, &*before_);
  // MongoDB: an update that changes nothing is no write, and validates nothing.
  if (changed_) failures_ = catalog::check_write(collection_, &*before_, result);
  after_ = std::move(result);
  if (changed_) text_ = catalog::encode(*after_);
  if (changed_ && collection_.change_log) before_text_ = stored.text;
}

// Of the filters, tried in order, the first that the document matches has found it.
std::optional<std::size_t> UpdateRun::position() const {
  if (!update_.is_positional()) return std::nullopt;
  for (const match::Filter& filter : filters_)
    if (const auto match = filter.match(*before_)) return match->position;
  return std::nullopt;
}

// Of what an index names none is taken on trust: an update would spread its damage.
void UpdateRun::require_match() const {
  for (const match::Filter& filter : filters_)
    if (filter.matches(*before_)) return;
  catalog::refuse_index(collection_, row_);
}

void UpdateRun::make() {
  if (after_) return;
  std::vector<match::Equality> equalities;
  for (const match::Filter& filter : filters_)
    equalities.insert(equalities.end(), filter.equalities().begin(), filter.equalities().end());
  Document result = update_.seed(equalities);
  update_.apply(result, now_, true);
  update::ensure_id(result);
  if (collection_.timestamps) stamp(result, now_, nullptr);
  failures_ = catalog::check_write(collection_, nullptr, result);
  after_ = std::move(result);
  text_ = catalog::encode(*after_);
}

bool UpdateRun::changes(const sqlite::StoredRow& stored) {
  apply(stored);
  return changed_;
}

std::int64_t UpdateRun::updated_sum() {
  return sqlite::sum_of(collection_.id, {row_, text_, origin_});
}

const keys::Part& UpdateRun::updated_key(int column) {
  return keys().parts[static_cast<std::size_t>(column)];
}

std::string_view UpdateRun::inserted() {
  make();
  return text_;
}

std::int64_t UpdateRun::inserted_sum(std::int64_t row) {
  make();
  return sqlite::sum_of(collection_.id, {row, text_});
}

const keys::Part& UpdateRun::inserted_key(int column) {
  make();
  return keys().parts[static_cast<std::size_t>(column)];
}

const catalog::DocumentKeys& UpdateRun::keys() {
  if (!keys_) keys_ = keys_of(collection_, *after_);
  return *keys_;
}

}  // namespace profilestore::crud
