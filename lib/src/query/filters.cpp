#include "query/filters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "expression/let.hpp"
#include "extjson/reader.hpp"
#include "extjson/simple.hpp"
#include "keys/collated.hpp"
#include "match/operators/expr.hpp"

namespace profilestore::query {
namespace {

// Each is one level of the statement's expression.
constexpr std::size_t most_then_by = 16;

// What `{}` in C++ gives is a null.
Document normal_form(const Document& filter) {
  return filter.is_null() ? Document::object() : extjson::normalise_value(filter);
}

// Such a filter can't be wrong.
bool is_one_value(const Document& filter) {
  if (!filter.is_object() || filter.size() != 1 || !extjson::is_simple(filter)) return false;
  const auto& [path, value] = filter.get_ref<const Document::object_t&>().front();
  return !path.starts_with('$') && (value.is_string() || value.is_number_integer());
}

const catalog::IndexEntry& hinted_index(const catalog::CollectionEntry& collection,
                                        const std::string& hint) {
  if (const catalog::IndexEntry* entry = collection.index_named(hint)) return *entry;
  throw InvalidInput(2, fmt::format("hint provided does not correspond to an existing index: "
                                    "collection {} has no index {}",
                                    collection.name, hint));
}

// $$NOW is one moment for all documents of a call.
std::shared_ptr<const match::Terms> with_now(const std::shared_ptr<const match::Terms>& terms) {
  match::Terms known = terms ? *terms : match::Terms();
  if (known.variables.contains("NOW")) return terms;
  known.variables = known.variables.with("NOW", bson::now());
  return std::make_shared<const match::Terms>(std::move(known));
}

// Of a call that says how strings are compared, a hint only chooses the index.
std::shared_ptr<const match::Terms> hinted(const catalog::IndexEntry& entry,
                                           const std::shared_ptr<const match::Terms>& terms) {
  if (!terms) return entry.hinted;
  if (!terms->collation && !entry.hinted) return terms;
  match::Terms named = terms->collation ? *terms : *entry.hinted;
  if (terms->collation)
    named.index = match::HintedIndex{.name = entry.name()};
  else
    named.variables = terms->variables;
  return std::make_shared<const match::Terms>(std::move(named));
}

}  // namespace

std::shared_ptr<const match::Terms> terms_of(const std::optional<Collation>& collation,
                                             const Document& let) {
  if (!collation && let.empty()) return nullptr;
  match::Terms terms{.collation = collation, .order = keys::comparison_under(collation)};
  if (!let.empty())
    terms.variables = expression::variables_of_let(
        extjson::normalise_value(let), terms.variables.with("NOW", bson::now()), terms.order);
  return std::make_shared<const match::Terms>(std::move(terms));
}

document::Comparison order_of(const std::optional<Collation>& collation) {
  return keys::comparison_under(collation);
}

Filters::Filters(const Document& filter, const std::vector<Document>& then_by,
                 std::shared_ptr<const match::Terms> terms, std::string hint, Parse when)
    : terms_(std::move(terms)), hint_(std::move(hint)) {
  if (when == Parse::when_asked && hint_.empty() && !terms_ && then_by.empty() &&
      is_one_value(filter)) {
    normal_.push_back(filter);
    return;
  }
  if (then_by.size() > most_then_by)
    throw InvalidInput(2, fmt::format("then_by takes at most {} filters", most_then_by));
  const auto add = [&](const Document& one) {
    if (hint_.empty())
      list_.push_back(parse(normal_form(one)));
    else
      normal_.push_back(normal_form(one));
  };
  list_.reserve(1 + then_by.size());
  add(filter);
  std::ranges::for_each(then_by, add);
}

const std::vector<match::Filter>& Filters::list() const {
  if (list_.empty() && hint_.empty()) list_.push_back(parse(normal_.front()));
  return list_;
}

std::optional<Filters::OneValue> Filters::one_value() const {
  if (!hint_.empty() || normal_.empty()) return std::nullopt;
  const auto& [path, value] = normal_.front().get_ref<const Document::object_t&>().front();
  return OneValue{path, value};
}

void Filters::take_hint(const catalog::CollectionEntry* collection) {
  if (hint_.empty()) return;
  if (collection != nullptr) terms_ = hinted(hinted_index(*collection, hint_), terms_);
  list_.clear();
  for (const Document& one : normal_) list_.push_back(parse(one));
}

match::Filter Filters::parse(const Document& filter) const {
  return match::Filter::parse(filter, match::asks_for_now(filter) ? with_now(terms_) : terms_);
}

}  // namespace profilestore::query
