// The rows of a damaged table, as far as they can be read: around pages that cannot.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "keys/key.hpp"
#include "sqlite/query.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::integrity {

class SalvagedRows {
 public:
  struct Range {
    std::int64_t first = 0, last = 0;
  };

  /// `table`: not quoted.
  SalvagedRows(sqlite::Connection& connection, std::string table);

  /// Each row that can be read, in any order, once. What it holds is not proven.
  void each(const std::function<void(const sqlite::StoredRow&)>& take);

  /// After that: rows that an index names and that could not be read, with the key of their `_id`
  /// if its index tells it.
  const std::map<std::int64_t, std::optional<keys::Part>>& lost_rows() const { return lost_; }

  /// Ranges in which the table could not be read, and no index names a row.
  const std::vector<Range>& lost_ranges() const { return ranges_; }

  std::optional<keys::Part> id_of(std::int64_t row) const;

 private:
  void list_rows();
  void list_rows_of(const std::string& index);
  void walk(Range range);
  static bool read_next(sqlite::Query& rows, sqlite::StoredRow& row);
  std::optional<std::int64_t> fails_from(Range range);
  bool is_spent() const;

  sqlite::Connection& connection_;
  std::string table_;
  std::function<void(const sqlite::StoredRow&)> take_;
  std::set<std::int64_t> taken_;
  std::map<std::int64_t, std::optional<keys::Part>> named_;  ///< by an index
  std::map<std::int64_t, std::optional<keys::Part>> lost_;
  std::vector<Range> ranges_;
  int tries_ = 0;
};

}  // namespace profilestore::integrity
