// The document that a call is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "match/filter.hpp"
#include "query/search.hpp"
#include "read/order.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {

/// The filters of one call: the first, then those to try in order when it finds nothing.
class Target {
 public:
  Target(const catalog::CollectionEntry& collection, const std::vector<match::Filter>& filters);

  /// One row that is known already; nothing: none.
  Target(const catalog::CollectionEntry& collection, std::optional<std::int64_t> row);

  /// A scalar subquery: the row of the first match, or NULL.
  std::string subquery(int& parameter) const;
  void bind(sqlite::Query& query, int& parameter);

  /// The same row as the condition of a WHERE: the key itself, where one key says it. Binds alike.
  std::string condition(int& parameter) const;

  /// Throws Corrupt if the document that was found matches none of the filters.
  void require_match(std::int64_t row, const Document& document) const;

 private:
  const catalog::CollectionEntry& collection_;
  std::vector<Search> searches_;
  std::optional<std::int64_t> row_;
};

/// Of the first filter that has a match, the first by `order`. Throws AmbiguousKeys as
/// refuse_ambiguous_keys.
Target target_of(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                 const std::vector<match::Filter>& filters, const read::Order& order);

/// Throws AmbiguousKeys if two of the filters look by a unique key and find different documents.
void refuse_ambiguous_keys(sqlite::Connection& connection,
                           const catalog::CollectionEntry& collection,
                           const std::vector<match::Filter>& filters);

}  // namespace profilestore::query
