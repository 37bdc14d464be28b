#include "undo/restore.hpp"

#include <fmt/format.h>

#include "catalog/elements.hpp"
#include "catalog/replace_row.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::undoing {

using catalog::DocumentKeys;
using catalog::ElementsWriter;
using sqlite::identifier;
using sqlite::Query;

std::optional<std::int64_t> Restorer::insert(const history::StoredDocument& document) {
  const auto keys = keys_of(document, 0);
  if (!keys) return std::nullopt;
  const bool free = !taken_(document.row) && !has(document.row);
  const std::int64_t row = free ? document.row : last_row() + 1;
  const auto columns = collection().columns();
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 4);
  write(fmt::format("INSERT INTO {} (row, doc, origin, sum, {}) "
                    "VALUES (?1, ?2, ?3, ps_doc_sum({}, ?1, ?2, ?3){})",
                    identifier(collection().table), catalog::list_of(columns), collection().id,
                    parameters),
        row, document, *keys);
  return row;
}

bool Restorer::replace(const history::StoredDocument& document) {
  const auto keys = keys_of(document, document.row);
  if (!keys) return false;
  ElementsWriter(write_.connection(), collection()).remove(document.row);
  catalog::replace_row(write_.connection(), collection(), document.row, document.text,
                       document.origin, *keys);
  write_elements(document.row, *keys);
  return true;
}

void Restorer::remove(std::int64_t first, std::int64_t last) {
  Query query(write_.connection(), fmt::format("DELETE FROM {} WHERE row BETWEEN ?1 AND ?2",
                                               identifier(collection().table)));
  query.bind(1, first).bind(2, last).run();
  ElementsWriter(write_.connection(), collection()).remove(first, last);
}

bool Restorer::has(std::int64_t row) {
  Query query(write_.connection(),
              fmt::format("SELECT 1 FROM {} WHERE row = ?1", identifier(collection().table)));
  query.bind(1, row);
  return query.step();
}

// All that could keep the document out is looked for beforehand: SQLite is never to refuse it.
std::optional<DocumentKeys> Restorer::keys_of(const history::StoredDocument& document,
                                              std::int64_t own) {
  try {
    DocumentKeys keys = catalog::keys_of(collection(), catalog::decode(document.text));
    if (catalog::find_clash(write_.connection(), collection(), keys, own)) return std::nullopt;
    return keys;
  } catch (const InvalidInput&) {
    return std::nullopt;  // an index of a later time requires what it has not
  }
}

void Restorer::write(const std::string& sql, std::int64_t row,
                     const history::StoredDocument& document, const DocumentKeys& keys) {
  {
    Query query(write_.connection(), sql);
    query.bind(1, row).bind(2, document.text);
    if (document.origin)
      query.bind_blob(3, sqlite::blob_of(*document.origin));
    else
      query.bind_null(3);
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      query.bind_part(static_cast<int>(i) + 4, keys.parts[i]);
    query.run();
  }
  write_elements(row, keys);
}

void Restorer::write_elements(std::int64_t row, const DocumentKeys& keys) {
  ElementsWriter elements(write_.connection(), collection());
  elements.insert(row, keys);
  if (elements.made_table()) write_.catalog_may_have_changed();
}

// Of an import the rows stay its own, even if they are empty.
std::int64_t Restorer::last_row() {
  Query query(write_.connection(),
              fmt::format("SELECT max(coalesce((SELECT max(row) FROM {}), 0), coalesce((SELECT "
                          "max(last_row) FROM ps_imports WHERE collection = ?1), 0))",
                          identifier(collection().table)));
  query.bind(1, collection().id).step();
  return query.integer(0);
}

}  // namespace profilestore::undoing
