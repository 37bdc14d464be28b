#include "history/merge_record.hpp"

#include <fmt/format.h>

#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "keys/key.hpp"
#include "merge/rules.hpp"
#include "query/redirects.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

using sqlite::Query;

Value rules_of_merge(const Value& loser, const Value& survivor, Value rules) {
  return {{"merged", loser},
          {"into", survivor},
          {"unique", Value::array()},
          {"keep", std::string(merge::Rules::by_hand)},
          {"rules", std::move(rules)}};
}

bool is_of_merge(const Record& record) { return record.rules.contains("merged"); }

MergedByHand merged_by_hand(sqlite::Connection& connection,
                            const catalog::CollectionEntry& collection) {
  MergedByHand merged;
  Query any(connection,
            fmt::format("SELECT 1 FROM ps_imports WHERE collection = ?1 AND {} LIMIT 1", of_merge));
  any.bind(1, collection.id);
  if (!any.step()) return merged;
  any.reset();
  Query rows(connection,
             fmt::format("WITH RECURSIVE led (id) AS (SELECT id FROM ps_redirects WHERE collection "
                         "= ?1 AND import IN (SELECT id FROM ps_imports WHERE {}) UNION SELECT "
                         "earlier.id FROM led JOIN ps_redirects AS earlier ON earlier.collection = "
                         "?1 AND earlier.survivor = led.id) SELECT id FROM led",
                         of_merge));
  rows.bind(1, collection.id);
  while (rows.step()) {
    const keys::Part id = rows.part(0);
    const auto found = query::redirect_of(connection, collection, id);
    if (!found || !found->row) continue;
    Document document = catalog::decode(stored_document(connection, collection, *found->row).text);
    merged.emplace(keys::bytes_of({id}), MergedInto{*found->row, std::move(document)});
  }
  return merged;
}

}  // namespace profilestore::history
