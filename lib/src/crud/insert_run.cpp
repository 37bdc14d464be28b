#include "crud/insert_run.hpp"

namespace profilestore::crud {

InsertRun::InsertRun(sqlite::Connection& connection, const catalog::CollectionEntry& collection)
    : connection_(connection),
      collection_(collection),
      fields_(indexed_fields(collection)),
      statement_(connection, collection) {}

std::int64_t InsertRun::row() {
  last_row_ = last_row_ ? *last_row_ + 1 : catalog::next_row(connection_, collection_);
  return *last_row_;
}

int InsertRun::insert(const NewRow& row, const catalog::DocumentKeys& keys) {
  return statement_.run(row, keys);
}

}  // namespace profilestore::crud
