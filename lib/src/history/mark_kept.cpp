// What was decided about single documents: ps_kept.

#include <fmt/format.h>
#include <profilestore/kept.hpp>

#include "catalog/rows.hpp"
#include "history/decided_id.hpp"
#include "history/page.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {

bool keep_document(const Store& store, std::string_view collection, const Value& id) {
  const Value valid = history::valid_id(id);
  const std::string key = history::id_key_of(valid), text = valid.dump();
  const auto core = store.core();
  store::WriteTransaction write(*core, nullptr, "keep");
  sqlite::Query query(write.connection(),
                      "INSERT INTO ps_kept (collection, id, text, decided) "
                      "VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%fZ')) "
                      "ON CONFLICT DO NOTHING RETURNING 1");
  query.bind(1, write.catalog().existing(collection).id).bind_blob(2, key).bind(3, text);
  const bool added = query.step();
  query.reset();
  write.commit();
  return added;
}

bool forget_kept_document(const Store& store, std::string_view collection, const Value& id) {
  const std::string key = history::id_key_of(history::valid_id(id));
  const auto core = store.core();
  store::WriteTransaction write(*core, nullptr, "keep");
  sqlite::Query query(write.connection(),
                      "DELETE FROM ps_kept WHERE collection = ?1 AND id = ?2 RETURNING 1");
  query.bind(1, write.catalog().existing(collection).id).bind_blob(2, key);
  const bool removed = query.step();
  query.reset();
  write.commit();
  return removed;
}

std::vector<KeptDocument> kept_documents(const Store& store, std::string_view collection,
                                         std::size_t skip, std::size_t limit) {
  auto reader = store.core()->reader();
  const auto catalog = catalog::load_catalog(reader.connection());
  sqlite::Query rows(reader.connection(),
                     fmt::format("SELECT text, decided, {} FROM ps_kept WHERE collection = ?1 "
                                 "ORDER BY id LIMIT ?2 OFFSET ?3",
                                 sqlite::own_row_is_sound("ps_kept")));
  rows.bind(1, catalog->existing(collection).id);
  history::bind_page(rows, 2, skip, limit);
  std::vector<KeptDocument> kept;
  while (rows.step()) {
    sqlite::require_sound_own(reader.connection(), rows, 2, "ps_kept");
    kept.push_back({Value::parse(rows.text(0)), std::string(rows.text(1))});
  }
  return kept;
}

}  // namespace profilestore
