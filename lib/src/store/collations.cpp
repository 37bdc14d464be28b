#include "store/collations.hpp"

#include <vector>

#include "keys/collator.hpp"
#include "sqlite/query.hpp"
#include "store/create_index.hpp"

namespace profilestore::store {
namespace {

using sqlite::Query;

struct Stale {
  std::string collection;
  Index index;
};

std::vector<Stale> stale_indexes(WriteTransaction& write, const std::string& version) {
  Query rows(write.connection(),
             "SELECT ps_collections.name, ps_indexes.name FROM ps_indexes "
             "JOIN ps_collections ON ps_collections.id = ps_indexes.collection "
             "WHERE collation_version <> ?1 ORDER BY ps_indexes.id");
  rows.bind(1, version);
  std::vector<Stale> all;
  while (rows.step()) {
    const catalog::CollectionEntry* collection = write.catalog().find(rows.text(0));
    all.push_back({collection->name, collection->index_named(rows.text(1))->index.rule()});
  }
  return all;
}

std::string present_version() { return keys::Collator(Collation{}).version(); }

}  // namespace

bool has_stale_collations(sqlite::Connection& connection) {
  Query rows(connection,
             "SELECT collation_version FROM ps_indexes "
             "WHERE collation_version IS NOT NULL ORDER BY id");
  std::string present;  // ICU is asked only where there is a collation
  while (rows.step()) {
    if (present.empty()) present = present_version();
    if (rows.text(0) != present) return true;
  }
  return false;
}

void renew_stale_collations(WriteTransaction& write, const std::string& database) {
  for (const Stale& stale : stale_indexes(write, present_version())) {
    drop_index(write, stale.collection, stale.index.name);
    create_index(write, database, stale.collection, stale.index);
  }
}

}  // namespace profilestore::store
