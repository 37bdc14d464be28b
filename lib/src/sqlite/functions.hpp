// The SQL functions that statements of ours use, and no schema ever does: SQLITE_DIRECTONLY all of
// them. One asks the operation that runs the statement, which is bound to it as a pointer.
//
//   ps_match(op, row, doc, origin, sum)    1 if the operation's filter matches
//
// Those that stand alone, for statements without an operation:
//
//   ps_doc_sum(collection, row, doc, origin)  what the sum of a collection's row is
//   ps_sum(value, …)                          what the sum of a row of the store's own is
#pragma once

#include <sqlite3.h>

#include <exception>
#include <span>

#include "keys/key.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::sqlite {

/// What a statement's functions ask. Whatever one of them throws is kept in `fault`, fails the
/// statement, and is thrown again by Query::step.
struct RowFunctions {
  virtual ~RowFunctions() = default;
  std::exception_ptr fault;
};

/// For ps_match.
struct MatchFunction : RowFunctions {
  /// The row is not proven yet.
  virtual bool matches(const StoredRow& stored) = 0;
};

/// The type under which it is bound: SQLite hands a pointer only to who asks by its type.
inline constexpr const char* match_type = "profilestore.MatchFunction";

/// What ps_sum says of these values. On disk: do not change.
std::int64_t sum_of_values(std::span<const keys::Part> values);

void register_functions(sqlite3* database);

}  // namespace profilestore::sqlite
