// What a find gives, once its filter, order and projection are parsed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/results.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"
#include "read/order.hpp"
#include "read/projection.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {

/// Which of the matches, and in which order.
struct Window {
  read::Order order;
  std::int64_t skip = 0;
  std::int64_t limit = 0;  ///< 0: all
};

/// `terms`, here and below: how the call compares; null: as MongoDB does without a collation.
/// Throws InvalidInput for a negative skip or limit, and as read::Order::parse.
Window window_of(const Document& sort, std::int64_t skip, std::int64_t limit,
                 const std::shared_ptr<const match::Terms>& terms = nullptr);

/// Throws as read::Projection::parse.
read::Projection parse_projection(const Document& projection,
                                  const std::shared_ptr<const match::Terms>& terms = nullptr);

/// Where a statement in natural order begins: after what is skipped, if that can be counted.
struct Begin {
  std::string_view condition;  ///< "row >= ?3 AND ", or empty
  std::int64_t row;
  std::int64_t skip;   ///< what is still to be skipped
  std::int64_t limit;  ///< -1: none

  /// Binds the limit, 1, the skip, 2, and, if there is a condition, the row, 3.
  void bind(sqlite::Query& query) const;
};
Begin begin_of(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const match::Filter& filter, const Window& window);

/// The rows of the matches, in the order of the window.
std::vector<std::int64_t> rows_of(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection,
                                  const match::Filter& filter, const Window& window);

/// The first match of the first filter that has one.
std::optional<std::int64_t> first_row(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const std::vector<match::Filter>& filters,
                                      const read::Order& order);

/// The document of a row; nothing if it is gone.
std::optional<Document> document_at(sqlite::Connection& connection,
                                    const catalog::CollectionEntry& collection, std::int64_t row);

/// The same as text, in normal form.
std::optional<std::string> text_at(sqlite::Connection& connection,
                                   const catalog::CollectionEntry& collection, std::int64_t row);

/// The document of a row that an index names. Throws Corrupt if it is not there.
Document existing_document(sqlite::Connection& connection,
                           const catalog::CollectionEntry& collection, std::int64_t row);

/// What `projection` gives of `document`, which the first of `filters` that matches it has found.
Document projected(const read::Projection& projection, const std::vector<match::Filter>& filters,
                   Document document);

}  // namespace profilestore::query
