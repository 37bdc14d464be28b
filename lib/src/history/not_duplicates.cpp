#include "history/not_duplicates.hpp"

#include <algorithm>

#include "sqlite/query.hpp"

namespace profilestore::history {

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
