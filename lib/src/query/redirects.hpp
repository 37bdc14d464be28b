// Documents that were set aside for others, found by the _ids they had: ps_redirects.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <vector>

#include "catalog/catalog.hpp"
#include "query/filters.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::query {

/// The row of the document with that `_id`, which is encoded.
std::optional<std::int64_t> row_of_id(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const keys::Part& id);

/// Where an `_id` leads whose document was set aside.
struct Redirected {
  std::optional<std::int64_t> row = {};    ///< of the document that lives; nothing: it is gone
  std::vector<std::int64_t> imports = {};  ///< that set documents aside on the way, in order
};

/// Nothing if a document has that `_id`, or none with it was set aside.
std::optional<Redirected> redirect_of(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection, keys::Part id);

/// The `_id` of the document that lives on for the one that had `id`: Collection::survivor_of.
/// REQUIRES: `id` is in normal form.
std::optional<Value> survivor_of(sqlite::Connection& connection,
                                 const catalog::CollectionEntry& collection, const Value& id);

/// Those of the filters of a call that pin an `_id` which leads to another, with that one; parsed
/// as `filters`, in which they stand.
std::vector<match::Filter> redirected(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const Filters& filters, const Document& filter,
                                      const std::vector<Document>& then_by);

}  // namespace profilestore::query
