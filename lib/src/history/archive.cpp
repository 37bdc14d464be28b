#include "history/archive.hpp"

#include <fmt/format.h>

#include "catalog/stored_rows.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {
namespace {

using sqlite::Query;

constexpr const char* insert_sql =
    "INSERT INTO ps_archive (import, collection, survivor, source, line, offset, reason, digest, "
    "body, row, origin, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "ps_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11))";

}  // namespace

merge::Digest StoredDocument::digest() const {
  return origin ? *origin : document::digest_of(text);
}

StoredDocument stored_document(sqlite::Connection& connection,
                               const catalog::CollectionEntry& collection, std::int64_t row) {
  catalog::StoredRows stored(connection, collection, "WHERE row = ?1");
  stored.query().bind(1, row);
  if (!stored.next()) catalog::refuse_index(collection, row);
  return {row, std::string(stored.text()), stored.origin()};
}

void Archive::keep(const merge::Candidate& candidate, std::int64_t survivor, std::string_view bytes,
                   std::string_view reason) {
  Query query(connection_, insert_sql);
  query.bind(1, import_).bind(2, collection_).bind(3, survivor);
  query.bind(4, int{candidate.source}).bind(5, std::int64_t{candidate.line});
  query.bind(6, static_cast<std::int64_t>(candidate.offset)).bind(7, reason);
  query.bind_blob(8, sqlite::blob_of(candidate.content)).bind_blob(9, bytes).run();
}

void Archive::keep(const StoredDocument& document, std::int64_t survivor, std::string_view reason) {
  const merge::Digest digest = document.digest();
  Query query(connection_, insert_sql);
  query.bind(1, import_).bind(2, collection_).bind(3, survivor).bind(4, 0).bind(5, 0).bind(6, 0);
  query.bind(7, reason).bind_blob(8, sqlite::blob_of(digest)).bind_blob(9, document.text);
  query.bind(10, document.row);
  if (document.origin) query.bind_blob(11, sqlite::blob_of(*document.origin));
  query.run();
}

}  // namespace profilestore::history
