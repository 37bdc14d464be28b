#include "history/not_duplicates.hpp"

#include <algorithm>

#include "keys/key.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

std::string id_key_of(const Value& id) { return keys::bytes_of({keys::encode(id)}); }

NotDuplicates::NotDuplicates(sqlite::Connection& connection, std::int64_t collection) {
  sqlite::Query rows(connection, "SELECT id_a, id_b FROM ps_not_duplicates WHERE collection = ?1");
  rows.bind(1, collection);
  while (rows.step()) {
    std::string a(rows.blob(0)), b(rows.blob(1));
    ids_.insert({a, b});
    pairs_.insert(std::minmax(a, b));
  }
}

}  // namespace profilestore::history
