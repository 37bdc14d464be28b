// The SQL functions that statements of ours use, and no schema ever does: they ask the operation
// that runs the statement, which is bound to it as a pointer. SQLITE_DIRECTONLY all of them.
//
//   ps_match(op, doc)            1 if the operation's filter matches
//   ps_changes(op, doc)          1 if the operation's update changes the document
//   ps_update(op, doc)           the document after the update
//   ps_key(op, doc, n)           column n of the keys of the document after the update
//   ps_new_doc(op, row)          '' for an existing row; else the document that the upsert inserts
//   ps_new_key(op, row, n)       NULL for an existing row; else column n of that document's keys
#pragma once

#include <sqlite3.h>

#include <exception>
#include <string_view>

#include "keys/key.hpp"

namespace profilestore::sqlite {

/// What a statement's functions ask. Whatever one of them throws is kept in `fault`, fails the
/// statement, and is thrown again by Query::step.
struct RowFunctions {
  virtual ~RowFunctions() = default;
  std::exception_ptr fault;
};

/// For ps_match.
struct MatchFunction : RowFunctions {
  virtual bool matches(std::string_view document) = 0;
};

/// For all the others. The document is the same in every call of one statement.
struct UpdateFunctions : RowFunctions {
  virtual bool changes(std::string_view document) = 0;
  virtual std::string_view updated(std::string_view document) = 0;
  virtual const keys::Part& updated_key(std::string_view document, int column) = 0;
  virtual std::string_view inserted() = 0;
  virtual const keys::Part& inserted_key(int column) = 0;
};

/// The types under which the two are bound: SQLite hands a pointer only to who asks by its type.
inline constexpr const char* match_type = "profilestore.MatchFunction";
inline constexpr const char* update_type = "profilestore.UpdateFunctions";

void register_functions(sqlite3* database);

}  // namespace profilestore::sqlite
