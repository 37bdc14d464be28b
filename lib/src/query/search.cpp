#include "query/search.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::query {
namespace {

// Whether the keys of the plan are those of the matches and of no other document.
bool says_all(const Plan& plan, const match::Filter& filter) {
  if (!filter.only_equalities()) return false;
  const auto& equalities = filter.equalities();
  if (equalities.empty()) return true;
  // A key of null is also that of a value that is none: {a: 5} has no `a.b`.
  return plan.one_row() && !plan.has_elements() && plan.exact &&
         equalities.size() == plan.pinned.size() &&
         std::ranges::none_of(equalities, [](const auto& one) { return one.value.is_null(); });
}

// Whether what the plan names comes by row number as it is read. What SQLite has to sort for that
// it reads whole before it gives a row, and nobody looks at the clock meanwhile but ps_match.
bool comes_in_order(const Plan& plan) {
  if (plan.index == nullptr) return true;
  return !plan.has_elements() && plan.pinned.size() == plan.index->columns.size() &&
         std::ranges::all_of(plan.pinned, [](const auto& keys) { return keys.size() == 1; });
}

}  // namespace

Search::Search(const catalog::CollectionEntry& collection, match::Filter filter, Trust trust)
    : collection_(collection),
      filter_(std::move(filter)),
      plan_(plan_of(collection, filter_.filter(), {})),
      keys_(condition_of(plan_, collection)),
      by_key_alone_(says_all(plan_, filter_.filter())),
      match_(trust == Trust::nothing ||
             ((trust != Trust::caller || !comes_in_order(plan_)) &&
              !(by_key_alone_ || (trust == Trust::reader && finds_one())))) {}

bool Search::accepts(std::int64_t row, const Document& document) const {
  if (match_ || matches(document)) return true;
  if (by_key_alone_) catalog::refuse_index(collection_, row);
  return false;
}

bool Search::accepts_text(std::int64_t row, std::string_view normal) {
  if (match_ || filter_.matches(normal)) return true;
  if (by_key_alone_) catalog::refuse_index(collection_, row);
  return false;
}

std::string Search::condition(int& parameter) const {
  std::string condition = keys_.text(parameter);
  if (!match_) return condition;
  const std::string match = fmt::format("ps_match(?{}, {})", parameter++, catalog::stored_columns);
  return condition == "true" ? match : fmt::format("{} AND {}", condition, match);
}

void Search::bind(sqlite::Query& query, int& parameter) {
  keys_.bind(query, parameter);
  if (match_) query.bind_functions(parameter++, *this);
}

bool Search::matches(const sqlite::StoredRow& stored) {
  document::TimeLimit::look_at_clock();
  catalog::require_sound(collection_, stored);
  if (filter_.matches(stored.text)) return true;
  if (by_key_alone_) catalog::refuse_index(collection_, stored.row);
  return false;
}

bool Search::by_unique_key() const {
  const auto is_null = [](const match::Equality& one) { return one.value.is_null(); };
  return plan_.one_row() && std::ranges::none_of(filter_.filter().equalities(), is_null);
}

}  // namespace profilestore::query
