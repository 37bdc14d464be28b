#include "integrity/content_digest.hpp"

#include <fmt/format.h>

#include <profilestore/content_digest.hpp>

#include "catalog/stored_rows.hpp"
#include "document/bytes.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore::integrity {

std::string content_digest(sqlite::Connection& connection,
                           const catalog::CollectionEntry* collection) {
  document::Sha256 digest;
  if (collection == nullptr) return digest.hex();
  // The index gives the order, so nothing is sorted, and one document is held at a time.
  catalog::StoredRows documents(
      connection, *collection,
      fmt::format("ORDER BY {}", sqlite::identifier(collection->indexes.front().columns.front())));
  while (documents.next()) {
    digest.add(documents.text());
    digest.add("\n");  // which no normal form has in it
  }
  return digest.hex();
}

}  // namespace profilestore::integrity

namespace profilestore {

std::string content_digest(const Store& store, std::string_view collection) {
  auto reader = store.core()->reader();
  const catalog::CollectionEntry* entry = reader.collection(collection);
  return integrity::content_digest(reader.connection(), entry);
}

}  // namespace profilestore
