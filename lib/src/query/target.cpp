#include "query/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "query/reading.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::query {

Target::Target(const catalog::CollectionEntry& collection,
               const std::vector<match::Filter>& filters)
    : collection_(collection) {
  for (const match::Filter& filter : filters) searches_.emplace_back(collection, filter);
}

Target::Target(const catalog::CollectionEntry& collection, std::optional<std::int64_t> row)
    : collection_(collection), row_(row) {}

std::string Target::subquery(int& parameter) const {
  if (searches_.empty()) return fmt::format("(SELECT ?{})", parameter++);
  std::string first;
  for (const Search& search : searches_) {
    const std::string rows =
        fmt::format("(SELECT row FROM {} WHERE {} ORDER BY row LIMIT 1)",
                    sqlite::identifier(collection_.table), search.condition(parameter));
    first = first.empty() ? rows : fmt::format("coalesce({}, {})", first, rows);
  }
  return first;
}

std::string Target::condition(int& parameter) const {
  if (searches_.size() == 1 && searches_.front().finds_one())
    return searches_.front().condition(parameter);
  return "row = " + subquery(parameter);
}

void Target::bind(sqlite::Query& query, int& parameter) {
  if (searches_.empty()) {
    if (row_) query.bind(parameter, *row_);
    ++parameter;
  }
  for (Search& search : searches_) search.bind(query, parameter);
}

void Target::require_match(std::int64_t row, const Document& document) const {
  for (const Search& search : searches_)
    if (search.matches(document)) return;
  if (!searches_.empty()) catalog::refuse_index(collection_, row);
}

Target target_of(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                 const std::vector<match::Filter>& filters, const read::Order& order) {
  refuse_ambiguous_keys(connection, collection, filters);
  if (order.empty()) return {collection, filters};
  return {collection, first_row(connection, collection, filters, order)};
}

void refuse_ambiguous_keys(sqlite::Connection& connection,
                           const catalog::CollectionEntry& collection,
                           const std::vector<match::Filter>& filters) {
  if (filters.size() < 2) return;
  std::vector<std::string> indexes;
  std::vector<std::int64_t> rows;
  for (const match::Filter& filter : filters) {
    const Search search(collection, filter);
    if (!search.by_unique_key()) continue;
    const auto row = first_row(connection, collection, {filter}, {});
    if (!row) continue;
    indexes.push_back(search.plan().index->name());
    rows.push_back(*row);
  }
  if (std::ranges::all_of(rows, [&](std::int64_t row) { return row == rows.front(); })) return;
  std::vector<Value> ids;
  for (const std::int64_t row : rows)
    ids.push_back(existing_document(connection, collection, row).at("_id"));
  throw AmbiguousKeys(collection.name, std::move(indexes), std::move(ids));
}

}  // namespace profilestore::query
