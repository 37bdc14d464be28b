#include "query/reading.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "extjson/reader.hpp"
#include "query/by_keys.hpp"
#include "query/in_order.hpp"
#include "query/search.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {
namespace {

using sqlite::identifier;
using sqlite::Query;

}  // namespace

Window window_of(const Document& sort, std::int64_t skip, std::int64_t limit,
                 const std::shared_ptr<const match::Terms>& terms) {
  if (skip < 0 || limit < 0) throw InvalidInput(2, "skip and limit of a find may not be negative");
  return {read::Order::parse(sort.is_null() ? sort : extjson::normalise_value(sort),
                             terms ? terms->order : document::Comparison()),
          skip, limit};
}

read::Projection parse_projection(const Document& projection,
                                  const std::shared_ptr<const match::Terms>& terms) {
  return read::Projection::parse(
      projection.is_null() ? projection : extjson::normalise_value(projection), terms);
}

Begin begin_of(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const match::Filter& filter, const Window& window) {
  if (window.skip < long_skip || window.order.reversed() || !matches_all(filter))
    return {"", 0, window.skip, window.limit == 0 ? -1 : window.limit};
  const auto row = row_at(connection, collection, window.skip);
  if (!row) return {"", 0, 0, 0};
  return {"row >= ?3 AND ", *row, 0, window.limit == 0 ? -1 : window.limit};
}

void Begin::bind(sqlite::Query& query) const {
  query.bind(1, limit).bind(2, skip);
  if (!condition.empty()) query.bind(3, row);
}

std::vector<std::int64_t> rows_of(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection,
                                  const match::Filter& filter, const Window& window) {
  if (!window.order.paths().empty()) return rows_in_order(connection, collection, filter, window);
  Search search(collection, filter);
  const Begin begin = begin_of(connection, collection, filter, window);
  int parameter = 4;
  Query query(connection,
              fmt::format("SELECT row FROM {} WHERE {}{} ORDER BY row{} LIMIT ?1 OFFSET ?2",
                          identifier(collection.table), begin.condition,
                          search.condition(parameter), window.order.reversed() ? " DESC" : ""));
  begin.bind(query);
  search.bind(query, parameter = 4);
  std::vector<std::int64_t> rows;
  for (; query.step(); rows.push_back(query.integer(0)))
    if (!rows.empty() && (window.order.reversed() ? query.integer(0) >= rows.back()
                                                  : query.integer(0) <= rows.back()))
      catalog::refuse_order(collection, query.integer(0));
  return rows;
}

std::optional<std::int64_t> first_row(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const std::vector<match::Filter>& filters,
                                      const read::Order& order) {
  for (const match::Filter& filter : filters) {
    const auto rows = rows_of(connection, collection, filter, {order, 0, 1});
    if (!rows.empty()) return rows.front();
  }
  return std::nullopt;
}

std::optional<Document> document_at(sqlite::Connection& connection,
                                    const catalog::CollectionEntry& collection, std::int64_t row) {
  catalog::StoredRows stored(connection, collection, "WHERE row = ?1");
  stored.query().bind(1, row);
  if (!stored.next()) return std::nullopt;
  return stored.document();
}

std::optional<std::string> text_at(sqlite::Connection& connection,
                                   const catalog::CollectionEntry& collection, std::int64_t row) {
  catalog::StoredRows stored(connection, collection, "WHERE row = ?1");
  stored.query().bind(1, row);
  if (!stored.next()) return std::nullopt;
  return std::string(stored.text());
}

Document existing_document(sqlite::Connection& connection,
                           const catalog::CollectionEntry& collection, std::int64_t row) {
  auto document = document_at(connection, collection, row);
  if (!document) catalog::refuse_index(collection, row);
  return *std::move(document);
}

Document projected(const read::Projection& projection, const std::vector<match::Filter>& filters,
                   Document document) {
  if (projection.empty()) return document;
  std::optional<std::size_t> position;
  if (projection.is_positional())
    for (const match::Filter& filter : filters)
      if (const auto match = filter.match(document)) {
        position = match->position;
        break;
      }
  return projection.apply(document, position);
}

}  // namespace profilestore::query
