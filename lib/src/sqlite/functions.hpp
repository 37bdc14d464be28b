// The SQL functions that statements of ours use, and no schema ever does: they ask the operation
// that runs the statement, which is bound to it as a pointer. SQLITE_DIRECTONLY all of them.
//
//   ps_match(op, row, doc, origin, sum)    1 if the operation's filter matches
//   ps_changes(op, row, doc, origin, sum)  1 if the operation's update changes the document
//   ps_update(op)                the document after the update; the next two are of it, too
//   ps_updated_sum(op)           what its row's sum is
//   ps_key(op, n)                column n of its keys
//   ps_new_doc(op, found)        '' if a row was found; else the document that the upsert inserts
//   ps_new_sum(op, found, row)   NULL if one was found; else the sum of that document in `row`
//   ps_new_key(op, found, n)     NULL if one was found; else column n of that document's keys
//
// Those that stand alone, for statements without an operation:
//
//   ps_doc_sum(collection, row, doc, origin)  what the sum of a collection's row is
//   ps_sum(value, …)                          what the sum of a row of the store's own is
#pragma once

#include <sqlite3.h>

#include <exception>
#include <string_view>

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

/// For all the others. The document is the same in every call of one statement.
struct UpdateFunctions : RowFunctions {
  /// The row is not proven yet. The statement asks this before it asks what has become of it.
  virtual bool changes(const StoredRow& stored) = 0;
  virtual std::string_view updated() = 0;
  virtual std::int64_t updated_sum() = 0;
  virtual const keys::Part& updated_key(int column) = 0;
  virtual std::string_view inserted() = 0;
  virtual std::int64_t inserted_sum(std::int64_t row) = 0;
  virtual const keys::Part& inserted_key(int column) = 0;
};

/// The types under which the two are bound: SQLite hands a pointer only to who asks by its type.
inline constexpr const char* match_type = "profilestore.MatchFunction";
inline constexpr const char* update_type = "profilestore.UpdateFunctions";

void register_functions(sqlite3* database);

}  // namespace profilestore::sqlite
