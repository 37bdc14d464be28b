#include "query/redirects.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"
#include "extjson/reader.hpp"
#include "query/reading.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::query {
namespace {

using sqlite::Query;

// Of a filter {_id: …, …} in normal form.
std::optional<Value> pinned_id(const Document& filter) {
  if (filter.is_null() || !filter.contains("_id")) return std::nullopt;
  const auto parsed = match::Filter::parse(filter);
  const auto& equalities = parsed.equalities();
  const auto id = std::ranges::find(equalities, "_id", &match::Equality::path);
  if (id == equalities.end()) return std::nullopt;
  return id->value;
}

}  // namespace

std::optional<std::int64_t> row_of_id(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const keys::Part& id) {
  return catalog::row_of_key(connection, collection, collection.indexes.front(), {id}, 0);
}

// Each step is of a later import than the one before: a document that outlived another was there
// at the end of that import. So it comes to an end.
std::optional<Redirected> redirect_of(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection, keys::Part id) {
  if (row_of_id(connection, collection, id)) return std::nullopt;
  Redirected found;
  for (;;) {
    Query next(connection,
               fmt::format("SELECT import, survivor, {} FROM ps_redirects WHERE collection = ?1 "
                           "AND id = ?2 AND import > ?3 ORDER BY import DESC LIMIT 1",
                           sqlite::own_row_is_sound("ps_redirects")));
    next.bind(1, collection.id).bind_part(2, id);
    next.bind(3, found.imports.empty() ? 0 : found.imports.back());
    if (!next.step()) break;
    sqlite::require_sound_own(connection, next, 2, "ps_redirects");
    found.imports.push_back(next.integer(0));
    keys::Part survivor = next.part(1);
    found.row = row_of_id(connection, collection, survivor);
    if (found.row) break;
    id = std::move(survivor);
  }
  if (found.imports.empty()) return std::nullopt;
  return found;
}

std::optional<Value> survivor_of(sqlite::Connection& connection,
                                 const catalog::CollectionEntry& collection, const Value& id) {
  const auto found = redirect_of(connection, collection, keys::encode(id));
  if (!found || !found->row) return std::nullopt;
  return existing_document(connection, collection, *found->row).at("_id");
}

std::vector<match::Filter> redirected(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const Filters& filters, const Document& filter,
                                      const std::vector<Document>& then_by) {
  std::vector<match::Filter> found;
  const auto add = [&](const Document& one) {
    Document normal = one.is_null() ? one : extjson::normalise_value(one);
    const auto id = pinned_id(normal);
    if (!id) return;
    auto survivor = survivor_of(connection, collection, *id);
    if (!survivor) return;
    normal["_id"] = *std::move(survivor);
    found.push_back(filters.parse(normal));
  };
  add(filter);
  std::ranges::for_each(then_by, add);
  return found;
}

}  // namespace profilestore::query
