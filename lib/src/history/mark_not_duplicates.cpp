// What was decided about pairs of documents: ps_not_duplicates.
#include <fmt/format.h>

#include <optional>
#include <profilestore/not_duplicates.hpp>

#include "catalog/rows.hpp"
#include "document/compare.hpp"
#include "history/decided_id.hpp"
#include "history/page.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using history::id_key_of;
using sqlite::Query;

/// Two `_id`s in the order of the table.
struct Pair {
  Pair(const Value& one, const Value& other)
      : a(history::valid_id(one)), b(history::valid_id(other)) {
    key_a = id_key_of(a);
    key_b = id_key_of(b);
    if (key_a == key_b)
      throw InvalidInput(2, "the two _ids are equal: a document is not a duplicate of itself");
    if (key_b < key_a) {
      std::swap(a, b);
      std::swap(key_a, key_b);
    }
    text_a = a.dump();
    text_b = b.dump();
  }

  Value a, b;
  std::string key_a, key_b, text_a, text_b;
};

}  // namespace

bool add_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                        const Value& b) {
  const Pair pair(a, b);
  const auto core = store.core();
  store::WriteTransaction write(*core, nullptr, "notDuplicates");
  Query query(write.connection(),
              "INSERT INTO ps_not_duplicates (collection, id_a, id_b, text_a, text_b, decided) "
              "VALUES (?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%fZ')) "
              "ON CONFLICT DO NOTHING RETURNING 1");
  query.bind(1, write.catalog().existing(collection).id);
  query.bind_blob(2, pair.key_a).bind_blob(3, pair.key_b);
  query.bind(4, pair.text_a).bind(5, pair.text_b);
  const bool added = query.step();
  query.reset();
  write.commit();
  return added;
}

bool remove_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                           const Value& b) {
  const Pair pair(a, b);
  const auto core = store.core();
  store::WriteTransaction write(*core, nullptr, "notDuplicates");
  Query query(write.connection(),
              "DELETE FROM ps_not_duplicates WHERE collection = ?1 AND id_a = ?2 AND id_b = ?3 "
              "RETURNING 1");
  query.bind(1, write.catalog().existing(collection).id);
  query.bind_blob(2, pair.key_a).bind_blob(3, pair.key_b);
  const bool removed = query.step();
  query.reset();
  write.commit();
  return removed;
}

std::vector<DistinctPair> not_duplicates(const Store& store, std::string_view collection,
                                         std::size_t skip, std::size_t limit) {
  auto reader = store.core()->reader();
  const auto catalog = catalog::load_catalog(reader.connection());
  Query rows(reader.connection(),
             fmt::format("SELECT text_a, text_b, decided, {} FROM ps_not_duplicates "
                         "WHERE collection = ?1 ORDER BY id_a, id_b LIMIT ?2 OFFSET ?3",
                         sqlite::own_row_is_sound("ps_not_duplicates")));
  rows.bind(1, catalog->existing(collection).id);
  history::bind_page(rows, 2, skip, limit);
  std::vector<DistinctPair> pairs;
  while (rows.step()) {
    sqlite::require_sound_own(reader.connection(), rows, 3, "ps_not_duplicates");
    pairs.push_back(
        {Value::parse(rows.text(0)), Value::parse(rows.text(1)), std::string(rows.text(2))});
  }
  return pairs;
}

}  // namespace profilestore
