#include "import/store_state.hpp"

#include <fmt/format.h>

#include "document/bytes.hpp"
#include "history/created_index.hpp"
#include "integrity/content_digest.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::importing {
namespace {

using catalog::CollectionEntry;
using sqlite::Query;

std::string sha256_of(std::string_view text) {
  document::Sha256 digest;
  digest.add(text);
  return digest.hex();
}

// Of all that the query gives: numbers, texts and blobs.
void add_rows(document::Sha256& digest, Query& query, int columns) {
  while (query.step())
    for (int i = 0; i < columns; ++i) {
      const std::string_view value = query.is_null(i) ? std::string_view() : query.blob(i);
      digest.add(fmt::format("{}:", query.is_null(i) ? -1 : std::ssize(value)));
      digest.add(value);
    }
}

std::string of_tables(sqlite::Connection& connection, const CollectionEntry* collection,
                      const std::vector<std::pair<std::string, int>>& queries) {
  document::Sha256 digest;
  if (collection == nullptr) return digest.hex();
  for (const auto& [sql, columns] : queries) {
    Query query(connection, sql);
    if (sql.find("?1") != std::string::npos) query.bind(1, collection->id);
    add_rows(digest, query, columns);
  }
  return digest.hex();
}

std::string of_indexes(const CollectionEntry* collection) {
  Value all = Value::array();
  if (collection != nullptr)
    for (const catalog::IndexEntry& entry : collection->indexes)
      all.push_back({history::description_of(entry.index.rule()), entry.unique()});
  return sha256_of(all.dump());
}

std::string of_validator(sqlite::Connection& connection, const CollectionEntry* collection) {
  return of_tables(connection, collection,
                   {{"SELECT validator, validation_level, validation_action FROM ps_collections "
                     "WHERE id = ?1",
                     3}});
}

// What a document was imported as says whether it is known; so do those that were set aside.
std::string of_imports(sqlite::Connection& connection, const CollectionEntry* collection) {
  if (collection == nullptr) return of_tables(connection, nullptr, {});
  return of_tables(
      connection, collection,
      {{fmt::format("SELECT row, origin FROM {} ORDER BY row",
                    sqlite::identifier(collection->table)),
        2},
       {"SELECT digest, reason FROM ps_archive WHERE collection = ?1 ORDER BY id", 2},
       {"SELECT digest, reason FROM ps_quarantine WHERE collection = ?1 ORDER BY id", 2}});
}

std::string of_decisions(sqlite::Connection& connection, const CollectionEntry* collection) {
  return of_tables(
      connection, collection,
      {{"SELECT id_a, id_b FROM ps_not_duplicates WHERE collection = ?1 ORDER BY id_a, id_b", 2},
       {"SELECT id FROM ps_kept WHERE collection = ?1 ORDER BY id", 1}});
}

}  // namespace

Value state_of(sqlite::Connection& connection, const CollectionEntry* collection) {
  return {{"documents", integrity::content_digest(connection, collection)},
          {"indexes", of_indexes(collection)},
          {"validator", of_validator(connection, collection)},
          {"imports", of_imports(connection, collection)},
          {"decisions", of_decisions(connection, collection)}};
}

}  // namespace profilestore::importing
