#include "query/reading.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "extjson/reader.hpp"
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

std::vector<std::int64_t> rows_of(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection,
                                  const match::Filter& filter, const Window& window) {
  if (!window.order.paths().empty()) return rows_in_order(connection, collection, filter, window);
  Search search(collection, filter);
  int parameter = 3;
  Query query(connection,
              fmt::format("SELECT row FROM {} WHERE {} ORDER BY row{} LIMIT ?1 OFFSET ?2",
                          identifier(collection.table), search.condition(parameter),
                          window.order.reversed() ? " DESC" : ""));
  query.bind(1, window.limit == 0 ? -1 : window.limit).bind(2, window.skip);
  search.bind(query, parameter = 3);
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
