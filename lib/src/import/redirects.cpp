#include "import/redirects.hpp"

#include <fmt/format.h>

#include "keys/key.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::importing {
namespace {

using sqlite::identifier;
using sqlite::Query;

// Until the import ends: the _ids of what it keeps are not known before. A row of 0 stands for
// several.
constexpr const char* make_sql =
    "CREATE TEMP TABLE IF NOT EXISTS ps_set_aside (id ANY NOT NULL PRIMARY KEY, "
    "row INTEGER NOT NULL) STRICT, WITHOUT ROWID";
constexpr const char* clear_sql = "DELETE FROM temp.ps_set_aside";
constexpr const char* add_sql =
    "INSERT INTO temp.ps_set_aside (id, row) VALUES (?1, ?2) "
    "ON CONFLICT (id) DO UPDATE SET row = 0 WHERE row <> excluded.row";

std::string id_column(const store::CollectionEntry& collection) {
  return identifier(collection.indexes.front().columns.front());
}

}  // namespace

Redirects::Redirects(sqlite::Connection& connection, const store::CollectionEntry& collection,
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

void Redirects::finish() {
  if (!any_) return;
  Query query(connection_,
              fmt::format("INSERT INTO ps_redirects (collection, id, import, survivor) "
                          "SELECT ?1, aside.id, ?2, kept.{0} FROM temp.ps_set_aside AS aside "
                          "JOIN {1} AS kept ON kept.row = aside.row WHERE kept.{0} <> aside.id",
                          id_column(collection_), identifier(collection_.table)));
  query.bind(1, collection_.id).bind(2, import_).run();
  connection_.execute(clear_sql);
}

void forget_redirects(sqlite::Connection& connection, const store::CollectionEntry& collection,
                      std::int64_t import) {
  Query query(
      connection,
      fmt::format("DELETE FROM ps_redirects AS gone WHERE collection = ?1 AND import = ?2 "
                  "AND (EXISTS (SELECT 1 FROM {0} WHERE {1} = gone.id) "
                  "OR NOT (EXISTS (SELECT 1 FROM {0} AS kept WHERE kept.{1} = gone.survivor "
                  "AND kept.row IN (SELECT survivor FROM ps_archive WHERE import = ?2)) "
                  "OR EXISTS (SELECT 1 FROM ps_redirects AS later WHERE "
                  "later.collection = ?1 AND later.id = gone.survivor "
                  "AND later.import > ?2)))",
                  identifier(collection.table), id_column(collection)));
  query.bind(1, collection.id).bind(2, import).run();
}

}  // namespace profilestore::importing
