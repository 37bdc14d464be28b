#include "history/redirects.hpp"

#include <fmt/format.h>

#include "keys/key.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {
namespace {

using sqlite::identifier;
using sqlite::Query;

// Until the import ends: the _ids of what it keeps are not known before.
constexpr const char* make_sql =
    "CREATE TEMP TABLE IF NOT EXISTS ps_set_aside (id ANY NOT NULL, row INTEGER NOT NULL) STRICT";
constexpr const char* clear_sql = "DELETE FROM temp.ps_set_aside";
constexpr const char* add_sql = "INSERT INTO temp.ps_set_aside (id, row) VALUES (?1, ?2)";

std::string id_column(const catalog::CollectionEntry& collection) {
  return identifier(collection.indexes.front().columns.front());
}

}  // namespace

Redirects::Redirects(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     std::int64_t import)
    : connection_(connection), collection_(collection), import_(import) {}

void Redirects::add(const Value& id, std::int64_t row) {
  if (!any_) {
    connection_.execute(make_sql);
    connection_.execute(clear_sql);
    any_ = true;
  }
  const keys::Part part = keys::encode(id);
  Query query(connection_, add_sql);
  query.bind_part(1, part).bind(2, row).run();
}

// In the order of the rows, which are read once then: a collection is larger than what is cached of
// it. Without its limit SQLite would drop the order.
void Redirects::finish() {
  if (!any_) return;
  Query query(
      connection_,
      fmt::format("INSERT INTO ps_redirects (collection, id, import, survivor, sum) "
                  "SELECT ?1, aside.id, ?2, kept.{0}, ps_sum(?1, aside.id, ?2, kept.{0}) "
                  "FROM (SELECT id, max(row) AS row FROM "
                  "temp.ps_set_aside GROUP BY id HAVING min(row) = max(row) "
                  "ORDER BY max(row) LIMIT -1) AS aside "
                  "CROSS JOIN {1} AS kept ON kept.row = aside.row WHERE kept.{0} <> aside.id",
                  id_column(collection_), identifier(collection_.table)));
  query.bind(1, collection_.id).bind(2, import_).run();
  connection_.execute(clear_sql);
}

// One stays as long as the document is in the archive for another's sake: for the survivor's, or
// for that which later imports have put in the survivor's place.
void forget_redirects(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                      std::int64_t import) {
  Query query(
      connection,
      fmt::format("DELETE FROM ps_redirects AS gone WHERE collection = ?1 AND import = ?2 "
                  "AND (EXISTS (SELECT 1 FROM {0} WHERE {1} = gone.id) OR NOT EXISTS ("
                  "WITH RECURSIVE chain (id, import) AS (SELECT gone.survivor, ?2 UNION "
                  "SELECT later.survivor, later.import FROM chain JOIN ps_redirects AS later "
                  "ON later.collection = ?1 AND later.id = chain.id AND later.import > chain.import"
                  ") SELECT 1 FROM chain JOIN {0} AS kept ON kept.{1} = chain.id "
                  "WHERE kept.row IN (SELECT survivor FROM ps_archive WHERE import = ?2)))",
                  identifier(collection.table), id_column(collection)));
  query.bind(1, collection.id).bind(2, import).run();
}

}  // namespace profilestore::history
