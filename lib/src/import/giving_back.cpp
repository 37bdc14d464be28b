#include "import/giving_back.hpp"

#include <fmt/format.h>

#include "import/digest_blob.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/elements.hpp"

namespace profilestore::importing {

using sqlite::identifier;
using sqlite::Query;
using store::DocumentKeys;
using store::ElementsWriter;

std::optional<std::int64_t> GivingBack::insert(const StoredDocument& document) {
  const auto keys = keys_of(document, 0);
  if (!keys) return std::nullopt;
  const bool free = !taken_(document.row) && !has(document.row);
  const std::int64_t row = free ? document.row : last_row() + 1;
  const auto columns = collection().columns();
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 4);
  write(fmt::format("INSERT INTO {} (row, doc, origin, {}) VALUES (?1, ?2, ?3{})",
                    identifier(collection().table), store::list_of(columns), parameters),
        row, document, *keys);
  return row;
}

bool GivingBack::replace(const StoredDocument& document) {
  const auto keys = keys_of(document, document.row);
  if (!keys) return false;
  const auto columns = collection().columns();
  std::string assignments;
  for (std::size_t i = 0; i < columns.size(); ++i)
    assignments += fmt::format(", {} = ?{}", identifier(columns[i]), i + 4);
  ElementsWriter(turn_.connection(), collection()).remove(document.row);
  write(fmt::format("UPDATE {} SET doc = ?2, origin = ?3{} WHERE row = ?1",
                    identifier(collection().table), assignments),
        document.row, document, *keys);
  return true;
}

void GivingBack::remove(std::int64_t row) {
  Query query(turn_.connection(),
              fmt::format("DELETE FROM {} WHERE row = ?1", identifier(collection().table)));
  query.bind(1, row).run();
  ElementsWriter(turn_.connection(), collection()).remove(row);
}

bool GivingBack::has(std::int64_t row) {
  Query query(turn_.connection(),
              fmt::format("SELECT 1 FROM {} WHERE row = ?1", identifier(collection().table)));
  query.bind(1, row);
  return query.step();
}

// All that could keep the document out is looked for beforehand: SQLite is never to refuse it.
std::optional<DocumentKeys> GivingBack::keys_of(const StoredDocument& document, std::int64_t own) {
  try {
    DocumentKeys keys = store::keys_of(collection(), store::decode(document.text));
    if (store::find_clash(turn_.connection(), collection(), keys, own)) return std::nullopt;
    return keys;
  } catch (const InvalidInput&) {
    return std::nullopt;  // an index of a later time requires what it has not
  }
}

void GivingBack::write(const std::string& sql, std::int64_t row, const StoredDocument& document,
                       const DocumentKeys& keys) {
  {
    Query query(turn_.connection(), sql);
    query.bind(1, row).bind(2, document.text);
    if (document.origin)
      query.bind_blob(3, blob_of(*document.origin));
    else
      query.bind_null(3);
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      query.bind_part(static_cast<int>(i) + 4, keys.parts[i]);
    query.run();
  }
  ElementsWriter elements(turn_.connection(), collection());
  elements.insert(row, keys);
  if (elements.made_table()) turn_.catalog_may_have_changed();
}

// Of an import the rows stay its own, even if they are empty.
std::int64_t GivingBack::last_row() {
  Query query(turn_.connection(),
              fmt::format("SELECT max(coalesce((SELECT max(row) FROM {}), 0), coalesce((SELECT "
                          "max(last_row) FROM ps_imports WHERE collection = ?1), 0))",
                          identifier(collection().table)));
  query.bind(1, collection().id).step();
  return query.integer(0);
}

}  // namespace profilestore::importing
