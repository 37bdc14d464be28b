#include "catalog/replace_row.hpp"

#include <fmt/format.h>

#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {

void replace_row(sqlite::Connection& connection, const CollectionEntry& collection,
                 std::int64_t row, std::string_view text,
                 const std::optional<document::Digest>& origin, const DocumentKeys& keys) {
  const auto columns = collection.columns();
  std::string assignments =
      fmt::format("doc = ?2, origin = ?3, sum = ps_doc_sum({}, ?1, ?2, ?3)", collection.id);
  for (std::size_t i = 0; i < columns.size(); ++i)
    assignments += fmt::format(", {} = ?{}", sqlite::identifier(columns[i]), i + 4);
  sqlite::Query query(connection, fmt::format("UPDATE {} SET {} WHERE row = ?1",
                                              sqlite::identifier(collection.table), assignments));
  query.bind(1, row).bind(2, text);
  if (origin)
    query.bind_blob(3, sqlite::blob_of(*origin));
  else
    query.bind_null(3);
  for (std::size_t i = 0; i < keys.parts.size(); ++i)
    query.bind_part(static_cast<int>(i) + 4, keys.parts[i]);
  query.run();
}

}  // namespace profilestore::catalog
