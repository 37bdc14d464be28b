// The store's own tables, whose rows have sums as the documents have: what they are of, how they
// are made, and what tells that one is wrong.
#pragma once

#include <profilestore/progress.hpp>
#include <span>
#include <string>
#include <string_view>

#include "sqlite/query.hpp"

namespace profilestore::sqlite {

struct OwnTable {
  std::string_view name;
  /// What the sum is of, in this order. On disk: more may be added at the end, nothing else
  /// changed.
  std::string_view columns;
  /// What names one of its rows to a person.
  std::string_view key;
};

std::span<const OwnTable> own_tables();

/// An SQL expression: the sum that a row of that table has to have. REQUIRES: there is such a
/// table.
std::string own_sum(std::string_view table, std::string_view alias = "");

/// An SQL expression: whether a row has it. One that its transaction has not sealed yet counts.
std::string own_row_is_sound(std::string_view table, std::string_view alias = "");

/// Throws Corrupt if that expression, which is the number `column` of the present row, is false.
void require_sound_own(Connection& connection, Query& row, int column, std::string_view table);

/// The table whose rows a statement may write without their sums; empty: none.
std::string_view table_left_unsealed(std::string_view sql);

/// Gives the rows of an own table that have no sum theirs; or those of them of which `which` holds.
void seal(Connection& connection, std::string_view table, std::string_view which = "true");

/// What the migration `sums` does beyond its text: the sums of all rows that there are.
void make_sums(Connection& connection, const OnProgress& progress);

}  // namespace profilestore::sqlite
