#include "following/who_is.hpp"

#include <fmt/format.h>

#include "keys/decode.hpp"
#include "query/reading.hpp"
#include "query/redirects.hpp"
#include "references/spelling.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::following {
namespace {

using references::Answer;
using references::Standing;

constexpr std::size_t most_known = 10'000;

}  // namespace

Answer WhoIs::operator()(const Value& id) {
  const std::string key = keys::bytes_of({keys::encode(id)});
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  if (known_.size() >= most_known) known_.clear();
  return known_[key] = look_up(id);
}

Answer WhoIs::look_up(const Value& id) {
  const keys::Part part = keys::encode(id);
  if (query::row_of_id(connection_, to_, part)) return {Standing::living};
  const auto found = query::redirect_of(connection_, to_, part);
  if (!found) return {Standing::nobody};
  if (!found->row) return {Standing::gone};
  imports_.insert(found->imports.begin(), found->imports.end());
  return {Standing::survived, query::existing_document(connection_, to_, *found->row).at("_id"),
          elsewhere(part)};
}

std::string WhoIs::elsewhere(const keys::Part& id) {
  for (const auto& [name, collection] : catalog_.collections)
    if (collection.id != to_.id && query::row_of_id(connection_, collection, id)) return name;
  return "";
}

std::int64_t mistakable_ids(sqlite::Connection& connection, const catalog::CollectionEntry& to) {
  sqlite::Query rows(connection,
                     fmt::format("SELECT DISTINCT id FROM ps_redirects WHERE collection = ?1 AND "
                                 "NOT EXISTS (SELECT 1 FROM {} WHERE {} = ps_redirects.id) "
                                 "ORDER BY id",
                                 sqlite::identifier(to.table),
                                 sqlite::identifier(to.indexes.front().columns.front())));
  rows.bind(1, to.id);
  std::int64_t count = 0;
  while (rows.step()) {
    const auto id = keys::decode(rows.part(0));
    count += !id || !references::is_unmistakable(*id);
  }
  return count;
}

}  // namespace profilestore::following
