#include "import/rows_in_order.hpp"

namespace profilestore::importing {
namespace {

// A row that was edited is passed over. A piece that is a copy of one far away says nothing of the
// next, unless the rows at hand have long been those of no piece.
constexpr std::int64_t near_rows = 64;
constexpr int many_missed = 8;

}  // namespace

RowsInOrder::RowsInOrder(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                         const history::Record& record)
    : connection_(connection), collection_(collection), last_(record.last_row.value_or(0)) {
  if (record.first_row) go_to(*record.first_row);
}

void RowsInOrder::go_to(std::int64_t row) {
  rows_.emplace(connection_, collection_, "WHERE row BETWEEN ?1 AND ?2 ORDER BY row");
  rows_->query().bind(1, row).bind(2, last_);
  next();
}

void RowsInOrder::next() {
  at_hand_ = rows_->next();
  missed_ = 0;
}

void RowsInOrder::found_elsewhere(std::int64_t row) {
  if (!rows_) return;
  const bool near = at_hand_ && rows_->row() <= row && row - rows_->row() <= near_rows;
  if (!near && ++missed_ < many_missed) return;
  go_to(row + 1);
}

}  // namespace profilestore::importing
