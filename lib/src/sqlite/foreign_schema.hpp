// What SQLite would run by itself when a store is read or written, and this library never makes:
// triggers, views, virtual tables, and expressions and clauses in the tables and indexes of
// collections.
#pragma once

#include <string_view>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// Whether a CREATE statement has no more than this library writes for documents: a table's columns
/// `row`, `doc`, `origin` and `sum` with their types, others by name alone; an index's columns by
/// name. No expression, no clause (UNIQUE, COLLATE, ON CONFLICT, WHERE), no comment.
bool is_plain(std::string_view sql);

/// Throws NotAStore, naming it, if the schema has one. REQUIRES: the store's record of its
/// collections is there.
void refuse_foreign_schema(Connection& connection);

}  // namespace profilestore::sqlite
