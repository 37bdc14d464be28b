// Rows of the store's own tables, proven here and not by SQLite: of statements that each opening
// prepares, an expression over all columns costs more than all the rest.
#pragma once

#include "sqlite/query.hpp"

namespace profilestore::sqlite {

/// Whether the schema has something of that name. An older store has fewer tables, a damaged one
/// may have lost one.
bool has_object(Connection& connection, const char* name);

/// As own_row_is_sound(), of the present row, whose columns from `first` on are those of its table,
/// in the order of OwnTable::columns, `count` of them; the one behind them is the sum.
bool is_sound_own(Query& row, int first, int count);

/// Throws Corrupt: a row of that table is not.
[[noreturn]] void refuse_unsound_own(Connection& connection, std::string_view table);

}  // namespace profilestore::sqlite
