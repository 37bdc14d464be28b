#include "crud/update_run.hpp"

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "splicing/splice.hpp"

namespace profilestore::crud {

void stamp(Document& document, const Value& now, const Document* before) {
  if (before == nullptr)
    document["createdAt"] = now;
  else if (before->contains("createdAt"))
    document["createdAt"] = before->at("createdAt");
  document["updatedAt"] = now;
}

namespace {

Document part_of(const splicing::Splice& splice) try {
  return splice.part();
} catch (const MalformedJson& fault) {
  catalog::refuse_text(fault);
}

// Whether the document has the value at the path, told without its filter. False: ask the filter.
bool has(const Document& document, const query::Filters::OneValue& one) {
  if (one.path.find('.') != one.path.npos) return false;
  const auto field = document.find(one.path);
  return field != document.end() && field->is_string() && one.value.is_string() &&
         field->get_ref<const std::string&>() == one.value.get_ref<const std::string&>();
}

}  // namespace

UpdateRun::UpdateRun(const catalog::CollectionEntry& collection, const UpdateCall& call,
                     const UpdatePlan& plan, const Value& now)
    : collection_(collection), call_(call), plan_(plan), now_(now) {}

void UpdateRun::apply(const sqlite::StoredRow& stored) {
  matched_ = true;
  row_ = stored.row;
  origin_ = stored.origin;
  if (collection_.change_log || call_.returns_before()) before_text_ = stored.text;
  if (!splice(stored.text)) apply_to_whole(stored.text);
  if (!changed_ && call_.returns_after()) text_ = stored.text;
}

bool UpdateRun::splice(std::string_view text) {
  if (!plan_.parts) return false;
  const splicing::Splice splice(*plan_.parts, text);
  if (!splice.is_possible()) return false;
  Document part = part_of(splice);
  changed_ = change(part);
  if (!changed_) return true;
  text_ = splice.text_with(part);
  catalog::check_bounds(part, text_.size());
  return true;
}

void UpdateRun::apply_to_whole(std::string_view text) {
  Document document = catalog::decode(text);
  const Document before = collection_.validator ? document : Document();
  changed_ = change(document);
  // MongoDB: an update that changes nothing is no write, and validates nothing.
  if (!changed_) return;
  failures_ = catalog::check_write(collection_, &before, document);
  text_ = catalog::encode(document);
  after_ = std::move(document);
}

bool UpdateRun::change(Document& document) {
  require_match(document);
  const Document before = collection_.timestamps ? document : Document();
  const bool changed = call_.update.apply(document, now_, false, position(document));
  if (changed && collection_.timestamps) stamp(document, now_, &before);
  return changed;
}

// Of the filters, tried in order, the first that the document matches has found it.
std::optional<std::size_t> UpdateRun::position(const Document& document) const {
  if (!call_.update.is_positional()) return std::nullopt;
  for (const match::Filter& filter : call_.filters.list())
    if (const auto match = filter.match(document)) return match->position;
  return std::nullopt;
}

// Of what an index names none is taken on trust: an update would spread its damage.
void UpdateRun::require_match(const Document& document) const {
  if (const auto one = call_.filters.one_value(); one && has(document, *one)) return;
  for (const match::Filter& filter : call_.filters.list())
    if (filter.matches(document)) return;
  catalog::refuse_index(collection_, row_);
}

void UpdateRun::make(std::int64_t row) {
  made_ = true;
  row_ = row;
  std::vector<match::Equality> equalities;
  for (const match::Filter& filter : call_.filters.list())
    equalities.insert(equalities.end(), filter.equalities().begin(), filter.equalities().end());
  Document result = call_.update.seed(equalities);
  call_.update.apply(result, now_, true);
  update::ensure_id(result);
  if (collection_.timestamps) stamp(result, now_, nullptr);
  failures_ = catalog::check_write(collection_, nullptr, result);
  text_ = catalog::encode(result);
  after_ = std::move(result);
}

std::optional<Document> UpdateRun::take_before() {
  if (!matched_) return std::nullopt;
  return catalog::decode(before_text_);
}

std::optional<Document> UpdateRun::take_after() {
  if (!matched_ && !made_) return std::nullopt;
  after();
  return std::move(after_);
}

const Document& UpdateRun::after() {
  if (!after_) after_ = catalog::decode(text_);
  return *after_;
}

std::int64_t UpdateRun::sum() const {
  return sqlite::sum_of(collection_.id, {row_, text_, origin_});
}

const catalog::DocumentKeys& UpdateRun::keys() {
  if (!keys_) keys_ = keys_of(collection_, after());
  return *keys_;
}

}  // namespace profilestore::crud
