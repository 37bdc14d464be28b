// The rows that an import made, in their order, beside the pieces of its sources: most are stored
// as they were read, in the order in which they were read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "catalog/stored_rows.hpp"
#include "history/record.hpp"

namespace profilestore::importing {

class RowsInOrder {
 public:
  /// REQUIRES: nobody writes to the collection as long as this lives.
  RowsInOrder(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
              const history::Record& record);

  /// Whether the row at hand is stored as just these bytes. False at the end.
  bool is(std::string_view piece) const { return at_hand_ && rows_->text() == piece; }

  void next();

  /// A piece that was not at hand is stored in `row`: the row behind it may be that of the next
  /// piece.
  void found_elsewhere(std::int64_t row);

 private:
  void go_to(std::int64_t row);

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  std::int64_t last_ = 0;
  std::optional<catalog::StoredRows> rows_;
  bool at_hand_ = false;
  int missed_ = 0;  ///< pieces since the last that was at hand
};

}  // namespace profilestore::importing
