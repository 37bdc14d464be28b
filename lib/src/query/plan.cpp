#include "query/plan.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "catalog/condition.hpp"
#include "keys/collated.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::query {
namespace {

using document::Relation;
using keys::Part;
using keys::Ranges;
using sqlite::identifier;

// As many as stand in a statement of 100,000 bytes, twice.
constexpr std::size_t most_keys = 4096;

/// What a filter says of one path.
struct Known {
  std::vector<Part> keys;          ///< of an equality; empty: there is none
  bool exact = true;               ///< what has one of them equals one of its values
  std::optional<Ranges> ranges;    ///< of all other comparisons together
  std::optional<Ranges> elements;  ///< of the first of them alone
};

bool indexes_missing_as_null(const catalog::IndexEntry& entry) {
  const Missing rule = entry.index.rule().missing;
  return rule == Missing::collide || rule == Missing::reject;
}

/// How the keys of an index stand to what a filter calls equal.
enum class Fit {
  none,   ///< equal values may have different keys
  wider,  ///< they have one key, and others may have it too
  exact,
};

bool hold_strings(const match::Bound& bound) {
  return std::ranges::any_of(bound.operands, keys::holds_string);
}

Fit fit_of(const catalog::IndexEntry& entry, const match::Terms* terms, const match::Bound& bound) {
  if (terms == nullptr) return entry.index.equals_under(std::nullopt) ? Fit::exact : Fit::wider;
  if (match::is_of_index(*terms, bound.path))
    return entry.name() == terms->index->name ? Fit::exact : Fit::none;
  if (entry.index.equals_under(terms->collation)) return Fit::exact;
  return terms->collation && hold_strings(bound) ? Fit::none : Fit::wider;
}

// Whether the keys of an index have the order that the call compares by.
bool has_order(const catalog::IndexEntry& entry, const match::Terms* terms) {
  return entry.index.equals_under(terms == nullptr ? std::nullopt : terms->collation);
}

// The keys of what stands in the bound's relation to its operand; nothing if the index can't tell.
// What is no string has the same order under every collation.
std::optional<Ranges> ranges_of_bound(const catalog::IndexEntry& entry, const match::Terms* terms,
                                      const match::Bound& bound) {
  const Value& operand = bound.operands.front();
  if (has_order(entry, terms)) return keys::ranges_of(bound.relation, operand, entry.index);
  const bool plain = entry.index.equals_under(std::nullopt);
  if (!plain || keys::holds_string(operand)) return std::nullopt;
  return keys::ranges_of(bound.relation, operand);
}

// The keys of the values; none if one of them can't be looked up.
std::vector<Part> keys_of_values(const catalog::IndexEntry& entry, std::size_t path,
                                 const match::Bound& bound) {
  const bool with_null = indexes_missing_as_null(entry);
  std::vector<Part> keys;
  if (bound.operands.size() > most_keys) return {};
  for (const Value& value : bound.operands) {
    if (!keys::ranges_of(Relation::equal, value) || (value.is_null() && !with_null)) return {};
    keys.push_back(entry.index.part_of(path, value));
  }
  return keys;
}

Known known_of(const catalog::IndexEntry& entry, const match::Filter& filter, std::size_t number) {
  Known known;
  const std::string& path = entry.index.paths()[number].text();
  for (const match::Bound& bound : filter.bounds()) {
    if (bound.path != path) continue;
    if (bound.relation == Relation::equal) {
      const Fit fit = fit_of(entry, filter.terms(), bound);
      if (fit == Fit::none) continue;
      auto keys = keys_of_values(entry, number, bound);
      if (keys.empty() || (!known.keys.empty() && keys.size() >= known.keys.size())) continue;
      known.keys = std::move(keys);
      known.exact = fit == Fit::exact;
    } else if (auto ranges = ranges_of_bound(entry, filter.terms(), bound)) {
      if (!known.elements) known.elements = ranges;
      known.ranges = known.ranges ? keys::intersection(*known.ranges, *ranges) : *std::move(ranges);
    }
  }
  return known;
}

// MongoDB walks a numeric segment of a path into an array by position and by name; keys are made
// by position alone.
bool may_miss_elements(const catalog::IndexEntry& entry) {
  if (entry.elements.empty()) return false;
  for (const document::Path& path : entry.index.paths())
    for (const std::string& segment : path.segments())
      if (document::index_of(segment)) return true;
  return false;
}

// Parallel arrays at two paths of an order are an error, whichever documents the window shows.
// Those that the index puts in order have no array at its paths.
bool may_pass_over_parallel_arrays(const catalog::IndexEntry& entry, const read::Order& order) {
  const auto may_be_array = [&](const document::Path& path) {
    return path.text() != "_id" &&
           std::ranges::none_of(entry.index.paths(), [&](const document::Path& indexed) {
             return indexed.text() == path.text();
           });
  };
  return std::ranges::count_if(order.paths(), may_be_array) > 1;
}

Plan plan_by(const catalog::IndexEntry& entry, const match::Filter& filter,
             const read::Order& order) {
  Plan plan{.index = &entry};
  const auto& paths = entry.index.paths();
  bool one_key_each = true;
  for (std::size_t path = 0; path < paths.size(); ++path) {
    Known known = known_of(entry, filter, path);
    if (known.keys.empty()) {
      plan.ranges = std::move(known.ranges);
      plan.element_ranges = std::move(known.elements);
      break;
    }
    one_key_each = one_key_each && known.keys.size() == 1;
    plan.exact = plan.exact && known.exact;
    plan.pinned.push_back(std::move(known.keys));
  }
  plan.sorted = plan.pinned.size() < paths.size() && one_key_each &&
                has_order(entry, filter.terms()) && !order.paths().empty() &&
                order.paths().front().text() == paths[plan.pinned.size()].text() &&
                !may_pass_over_parallel_arrays(entry, order);
  return plan;
}

// Whether the index has every document that the plan is to find.
bool is_complete(const Plan& plan, const match::Filter& filter) {
  const bool bounded = !plan.pinned.empty() || plan.ranges;
  if (!bounded) return plan.sorted;  // then its NULLs are read too
  if (may_miss_elements(*plan.index) || !catalog::implies(filter, *plan.index)) return false;
  return plan.index->index.rule().missing != Missing::distinct ||
         plan.pinned.size() + (plan.ranges ? 1 : 0) == plan.index->columns.size();
}

// A pinned path narrows more than a range, and that more than an order.
int merit(const Plan& plan) {
  if (plan.one_row()) return 1000;
  return static_cast<int>(plan.pinned.size()) * 10 + (plan.ranges ? 5 : 0) + (plan.sorted ? 1 : 0);
}

// Whether no array can be on the way to two of the paths.
bool lead_apart(const std::vector<document::Path>& paths) {
  std::set<std::string> firsts;
  for (const document::Path& path : paths) firsts.insert(path.segments().front());
  return firsts.size() == paths.size();
}

void add_keys(Clause& clause, const std::string& column, const std::vector<Part>& keys) {
  clause.add(identifier(column));
  if (keys.size() == 1) {
    clause.add(" = ").key(keys.front());
    return;
  }
  // Lists of all lengths shall not each have a statement of their own.
  const std::size_t length = std::bit_ceil(keys.size());
  clause.add(" IN (");
  for (std::size_t i = 0; i < length; ++i)
    clause.add(i == 0 ? "" : ", ").key(keys[std::min(i, keys.size() - 1)]);
  clause.add(")");
}

Clause in_range(const std::string& column, const keys::Range& range) {
  Clause clause;
  const bool low = range.low.index() != 0, high = range.high.index() != 0;
  if (low && high && range.low == range.high)
    return clause.add(identifier(column)).add(" = ").key(range.low);
  if (low) clause.add(identifier(column)).add(range.low_included ? " >= " : " > ").key(range.low);
  if (low && high) clause.add(" AND ");
  if (high)
    clause.add(identifier(column)).add(range.high_included ? " <= " : " < ").key(range.high);
  return clause;
}

}  // namespace

bool Plan::one_row() const {
  return index != nullptr && index->index.rule().unique && pinned.size() == index->columns.size() &&
         std::ranges::all_of(pinned, [](const auto& keys) { return keys.size() == 1; });
}

Plan plan_of(const catalog::CollectionEntry& collection, const match::Filter& filter,
             const read::Order& order) {
  const match::Terms* terms = filter.terms();
  const std::string hint = terms != nullptr && terms->index ? terms->index->name : "";
  Plan best;
  for (const catalog::IndexEntry& entry : collection.indexes) {
    Plan plan = plan_by(entry, filter, order);
    if (!is_complete(plan, filter) || merit(plan) == 0) continue;
    if (entry.name() == hint) return plan;
    if (merit(plan) > merit(best)) best = std::move(plan);
  }
  return best;
}

Clause keys_in(const Plan& plan, const keys::Range* range) {
  Clause clause;
  for (std::size_t i = 0; i < plan.pinned.size(); ++i) {
    if (i > 0) clause.add(" AND ");
    add_keys(clause, plan.index->columns[i], plan.pinned[i]);
  }
  if (range != nullptr) {
    if (!plan.pinned.empty()) clause.add(" AND ");
    clause.add(in_range(plan.next_column(), *range));
  }
  if (plan.pinned.empty() && range == nullptr) clause.add("true");
  return clause;
}

Clause rows_of_elements(const Plan& plan) {
  // Elements of one array may each fulfil another of the filter's conditions: what is said of the
  // first path holds for one key of a match, but what is said of the others maybe for another.
  const bool all = lead_apart(plan.index->index.paths());
  Plan said = plan;
  if (!all && said.pinned.size() > 1) said.pinned.resize(1);
  const bool ranged = plan.element_ranges && said.pinned.size() == plan.pinned.size() &&
                      (all || plan.pinned.empty());
  const std::string select = "SELECT row FROM " + identifier(plan.index->elements) + " WHERE ";
  if (!ranged) return Clause().add(select).add(keys_in(said, nullptr));
  Clause clause;
  for (const keys::Range& range : *plan.element_ranges)
    clause.add(&range == plan.element_ranges->data() ? "" : " UNION ALL ")
        .add(select)
        .add(keys_in(said, &range));
  return clause;
}

Clause condition_of(const Plan& plan, const catalog::CollectionEntry& collection) {
  if (plan.pinned.empty() && !plan.ranges) return Clause().add("true");
  std::vector<Clause> alternatives;
  if (!plan.ranges) alternatives.push_back(keys_in(plan, nullptr));
  if (plan.ranges)
    for (const keys::Range& range : *plan.ranges) alternatives.push_back(keys_in(plan, &range));
  if (alternatives.size() == 1 && !plan.has_elements()) return alternatives.front();
  Clause clause;
  clause.add("row IN (");
  const char* between = "";
  for (const Clause& alternative : alternatives) {
    clause.add(between).add("SELECT row FROM ").add(identifier(collection.table));
    clause.add(" WHERE ").add(alternative);
    between = " UNION ALL ";
  }
  if (plan.has_elements()) clause.add(between).add(rows_of_elements(plan));
  return clause.add(")");
}

}  // namespace profilestore::query
