#include "integrity/salvaged_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <profilestore/error.hpp>

#include "catalog/stored_rows.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::identifier;
using sqlite::Query;

// Reads that failed, of a table. A damaged page costs about two for each of its rows.
constexpr int most_tries = 100'000;

// Behind the last row that is known: nobody knows how far it goes.
constexpr std::int64_t rows_behind = 100'000;

}  // namespace

SalvagedRows::SalvagedRows(sqlite::Connection& connection, std::string table)
    : connection_(connection), table_(std::move(table)) {}

void SalvagedRows::each(const std::function<void(const sqlite::StoredRow&)>& take) {
  take_ = take;
  list_rows();
  const std::int64_t before_all = std::numeric_limits<std::int64_t>::min();
  const std::int64_t behind_all = std::numeric_limits<std::int64_t>::max();
  auto failed = fails_from({before_all, behind_all});
  if (failed) {
    const std::int64_t last_named = named_.empty() ? 0 : named_.rbegin()->first;
    const std::int64_t first_named = named_.empty() ? 1 : named_.begin()->first;
    const std::int64_t from =
        *failed == before_all ? std::min<std::int64_t>(1, first_named) : *failed;
    const std::int64_t to =
        named_.empty() ? std::max<std::int64_t>(from, 1) + rows_behind : std::max(last_named, from);
    walk({from, to});
    if (to < behind_all) fails_from({to + 1, behind_all});
  }
  for (const auto& [row, id] : named_)
    if (!taken_.contains(row)) lost_.emplace(row, id);
  std::erase_if(ranges_, [&](const Range& range) {
    const auto named = named_.lower_bound(range.first);
    return named != named_.end() && named->first <= range.last;
  });
}

std::optional<keys::Part> SalvagedRows::id_of(std::int64_t row) const {
  const auto found = named_.find(row);
  return found == named_.end() ? std::nullopt : found->second;
}

void SalvagedRows::list_rows() {
  std::vector<std::string> indexes;
  try {
    Query names(connection_, "SELECT name FROM pragma_index_list(?1) ORDER BY seq");
    names.bind(1, table_);
    while (names.step()) indexes.emplace_back(names.text(0));
  } catch (const StorageFailure&) {
  }
  for (const std::string& index : indexes) list_rows_of(index);
}

// An index holds its columns and the row: the table is not read for these.
void SalvagedRows::list_rows_of(const std::string& index) try {
  bool of_id = false;
  Query columns(connection_, "SELECT name FROM pragma_index_info(?1) ORDER BY seqno");
  columns.bind(1, index);
  std::string column;
  while (columns.step()) {
    of_id = column.empty() && columns.text(0) == "k1";
    column = columns.text(0);
  }
  Query rows(connection_,
             fmt::format("SELECT row, {} FROM {} INDEXED BY {} ORDER BY {}", identifier(column),
                         identifier(table_), identifier(index), identifier(column)));
  while (rows.step()) {
    auto& id = named_[rows.integer(0)];
    if (of_id) id = rows.part(1);
  }
} catch (const StorageFailure&) {  // another index may know more
}

bool SalvagedRows::is_spent() const { return tries_ >= most_tries; }

// False at the end.
bool SalvagedRows::read_next(Query& rows, sqlite::StoredRow& row) {
  if (!rows.step()) return false;
  row = catalog::read_row(rows);
  return true;
}

// Reads the range up to its end, or to where the reading fails: from the row that is returned on.
// What `take_` throws is of the new store.
std::optional<std::int64_t> SalvagedRows::fails_from(Range range) {
  std::int64_t next = range.first;
  std::optional<Query> rows;
  for (sqlite::StoredRow row;;) {
    try {
      if (!rows) {
        rows.emplace(connection_,
                     fmt::format("SELECT {} FROM {} WHERE row BETWEEN ?1 AND ?2 ORDER BY row",
                                 catalog::stored_columns, identifier(table_)));
        rows->bind(1, range.first).bind(2, range.last);
      }
      if (!read_next(*rows, row)) return std::nullopt;
    } catch (const StorageFailure&) {
      ++tries_;
      return next;
    }
    if (row.row < next || row.row > range.last) continue;  // a page that lies about its rows
    if (taken_.insert(row.row).second) take_(row);
    if (row.row == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    next = row.row + 1;
  }
}

// In halves, until what fails is a single row.
void SalvagedRows::walk(Range range) {
  std::vector<Range> open{range};
  while (!open.empty()) {
    Range one = open.back();
    open.pop_back();
    if (is_spent()) {
      ranges_.push_back(one);
      continue;
    }
    const auto failed = fails_from(one);
    if (!failed) continue;
    one.first = *failed;
    if (one.first >= one.last) {
      ranges_.push_back(one);
      continue;
    }
    const std::int64_t middle = one.first + (one.last - one.first) / 2;
    open.push_back({middle + 1, one.last});
    open.push_back({one.first, middle});
  }
  std::vector<Range> joined;
  std::ranges::sort(ranges_, {}, &Range::first);
  for (const Range& one : ranges_)
    if (!joined.empty() && joined.back().last + 1 >= one.first)
      joined.back().last = std::max(joined.back().last, one.last);
    else
      joined.push_back(one);
  ranges_ = std::move(joined);
}

}  // namespace profilestore::integrity
