// The documents that were set aside for others, for systems outside.
#include <profilestore/references.hpp>

#include "keys/decode.hpp"
#include "query/reading.hpp"
#include "query/redirects.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {

std::int64_t each_redirect(const Store& store, std::string_view collection,
                           const std::function<void(const Redirect&)>& take) {
  auto reader = store.core()->reader();
  const catalog::CollectionEntry& entry = reader.catalog().existing(collection);
  sqlite::Connection& connection = reader.connection();
  sqlite::Query rows(connection,
                     "SELECT DISTINCT id FROM ps_redirects WHERE collection = ?1 ORDER BY id");
  rows.bind(1, entry.id);
  std::int64_t count = 0;
  while (rows.step()) {
    const keys::Part id = rows.part(0);
    const auto found = query::redirect_of(connection, entry, id);
    if (!found) continue;  // it lives again
    Redirect told{keys::decode(id).value_or(Value()), {}, std::to_string(found->imports.front())};
    if (found->row)
      told.survivor = query::existing_document(connection, entry, *found->row).at("_id");
    take(told);
    ++count;
  }
  return count;
}

}  // namespace profilestore
